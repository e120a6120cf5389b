// What every program has that composes runnables. Imported through "#wiring": see architecture/decisions/2026-11-25-wiring-by-platform.md.
import { coerceToRunnable } from "../runnables/coerce-to-runnable.js";
import { RunnableBinding } from "../runnables/runnable-binding.js";
import { installFactories } from "../runnables/runnable-factories.js";
import { RunnableSequence } from "../runnables/runnable-sequence.js";

installFactories({
  pipe(first, next) {
    const runnable = coerceToRunnable(next);
    const [second, ...rest] = RunnableSequence.isRunnableSequence(runnable) ? runnable.steps : [runnable];
    const middle = rest.length === 0 ? [] : [second as typeof runnable, ...rest.slice(0, -1)];
    return new RunnableSequence({ first, middle, last: rest.at(-1) ?? (second as typeof runnable) });
  },
  withConfig: (bound, config) => new RunnableBinding({ bound, config, kwargs: {} }), // as LangChain's is written down
});
