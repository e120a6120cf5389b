import { type ReadonlySignal, signal } from "@preact/signals";

const clock = signal(Date.now());
setInterval(() => {
  if (!document.hidden) clock.value = Date.now();
}, 250);

/** The time, four times a second: reading it in a component has it follow, so only what is running should. */
export const now: ReadonlySignal<number> = clock;
