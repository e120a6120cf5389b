import { type ReadonlySignal, signal } from "@preact/signals";
import { addressOfRoute, parseRoute, type Route } from "./route.js";

const current = signal<Route>(parseRoute(location.hash));

/** Kept with an entry of the browser's history: whether what stands behind it is the page, too. */
interface EntryState {
  readonly isOwnBehind: boolean;
}

/** One that has no state yet is new. */
function markEntry(isOwnBehind: boolean): void {
  if (history.state === null) history.replaceState({ isOwnBehind } satisfies EntryState, "");
}

markEntry(false);

addEventListener("hashchange", () => {
  markEntry(true);
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

/** Goes to what was shown before. If that was another site, or nothing, to the list of runs. */
export function goBack(): void {
  if ((history.state as EntryState | null)?.isOwnBehind === true) history.back();
  else goTo({ page: "runs", filters: new URLSearchParams() });
}
