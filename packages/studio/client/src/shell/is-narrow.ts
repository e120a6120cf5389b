import { type ReadonlySignal, signal } from "@preact/signals";

const query = matchMedia("(max-width: 560px)");
const narrow = signal(query.matches);

query.addEventListener("change", ({ matches }) => {
  narrow.value = matches;
});

/** Whether the page has the width of a telephone; the style sheets ask for the same. */
export const isNarrow: ReadonlySignal<boolean> = narrow;
