import type { Outcome } from "./run-parts.js";
import type { Run } from "./run.js";

/** Ends the run with an error and throws it: at once, or once the handlers that have to be waited for are done. */
export function fail(run: Run, error: unknown): Promise<never> {
  const ended = run.settle(failureOf(error));
  if (ended === undefined) throw error;
  return ended.then(() => {
    throw error;
  });
}

/** What a body that threw ends its run with: an interrupt is control flow, not a failure. */
export function failureOf(error: unknown): Outcome {
  const isInterrupt =
    typeof error === "object" && error !== null && (error as { is_bubble_up?: unknown }).is_bubble_up === true;
  return { status: isInterrupt ? "interrupted" : "error", error };
}
