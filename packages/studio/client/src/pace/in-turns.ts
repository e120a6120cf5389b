import { Pace } from "./pace.js";

/**
 * Does work that takes long in turns, so that the page answers meanwhile. `work` yields where it may be interrupted; the answer is undefined if it
 * was stopped.
 */
export async function inTurns<TResult>(
  work: Generator<undefined, TResult>,
  signal: AbortSignal,
): Promise<TResult | undefined> {
  const pace = new Pace();
  while (!signal.aborted) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (pace.isDue) await pace.rest();
  }
  return undefined;
}
