/** Milliseconds that work may take before the page gets its turn: within a frame. */
const turn = 8;

/**
 * Does work that takes long in turns, so that the page answers meanwhile. `work` yields where it may be interrupted; the answer is undefined if it
 * was stopped.
 */
export async function inTurns<TResult>(
  work: Generator<undefined, TResult>,
  signal: AbortSignal,
): Promise<TResult | undefined> {
  let until = performance.now() + turn;
  while (!signal.aborted) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve));
    until = performance.now() + turn;
  }
  return undefined;
}
