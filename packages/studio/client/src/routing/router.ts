import { type ReadonlySignal, signal } from "@preact/signals";
import { addressOfRoute, parseRoute, type Route } from "./route.js";

const current = signal<Route>(parseRoute(location.hash));

addEventListener("hashchange", () => {
  current.value = parseRoute(location.hash);
});

/** Where the page is now. */
export const currentRoute: ReadonlySignal<Route> = current;

/** Goes somewhere; with `replace` the way back leads past where the page is now. */
export function goTo(route: Route, { replace = false }: { readonly replace?: boolean } = {}): void {
  const address = addressOfRoute(route);
  if (address === location.hash) return;
  if (replace) {
    history.replaceState(history.state, "", address);
    current.value = route;
  } else {
    location.hash = address;
  }
}
