import type { Runnable } from "./runnable.js";

/** Where a composite says what it is made of: a method that answers its parts. */
export const composedOf: unique symbol = Symbol.for("earshot.composedOf") as never;

/** One of the runnables that a composite is made of. */
export interface RunnablePart {
  readonly runnable: Runnable;
  /** What stands at the way to it: a key, a condition. */
  readonly label?: string;
  /** True if it doesn't run in every call. */
  readonly conditional?: boolean;
}

/**
 * A runnable that is made of others, each of which is given the composite's input and may give its output: a map, a branch, a runnable
 * with its fallbacks. One that has a single part without a label is drawn as that part.
 */
export interface ComposedRunnable {
  [composedOf](): Iterable<RunnablePart>;
}
