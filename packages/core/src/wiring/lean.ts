// What every program has that composes runnables. Imported through "#wiring": see architecture/decisions/2026-11-25-wiring-by-platform.md.
import { coerceToRunnable } from "../runnables/coerce-to-runnable.js";
import { RunnableBinding } from "../runnables/runnable-binding.js";
import { installFactories } from "../runnables/runnable-factories.js";
import type { Runnable } from "../runnables/runnable.js";
import { RunnableSequence } from "../runnables/runnable-sequence.js";

installFactories({
  pipe(first, next) {
    const runnable = coerceToRunnable(next);
    const [second, ...rest] = RunnableSequence.isRunnableSequence(runnable) ? runnable.steps : [runnable];
    const last = rest.pop();
    return new RunnableSequence(
      last === undefined ? { first, last: second as Runnable } : { first, middle: [second as Runnable, ...rest], last },
    );
  },
  withConfig: (bound, config) => new RunnableBinding({ bound, config }),
});
