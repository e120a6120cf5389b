import { coerceToRunnable } from "./coerce-to-runnable.js";
import { RunnableBinding } from "./runnable-binding.js";
import { installFactories } from "./runnable-factories.js";
import { RunnableSequence } from "./runnable-sequence.js";

/** Wires `pipe` and `withConfig` up; called by every public subpath that hands out runnables. */
export function installRunnableFactories(): void {
  installFactories({
    sequence(first, next) {
      const runnable = coerceToRunnable(next);
      const [second, ...rest] = RunnableSequence.isRunnableSequence(runnable) ? runnable.steps : [runnable];
      const middle = rest.length === 0 ? [] : [second as typeof runnable, ...rest.slice(0, -1)];
      return new RunnableSequence({ first, middle, last: rest.at(-1) ?? (second as typeof runnable) });
    },
    binding: (bound, config) => new RunnableBinding({ bound, config }),
  });
}
