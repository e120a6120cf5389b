import { HandlerAbort } from "../errors/handler-abort.js";
import { isObjection } from "../events/guard-objection.js";

/** A platform's `fetch` reports a connection that failed as a `TypeError`: with its cause, or in these words. */
const networkFailure = /fetch|network|load failed/i;

/**
 * True for an error that another attempt can't mend, or that isn't a failure at all: an interrupt, an abort, a guard's objection, a
 * `TypeError` in the program. It is neither retried nor handed to a fallback.
 */
export function isFinalError(error: unknown): boolean {
  if (error instanceof HandlerAbort || isObjection(error)) return true;
  if (typeof error !== "object" || error === null) return false;
  const { is_bubble_up: isInterrupt, name } = error as { readonly is_bubble_up?: unknown; readonly name?: unknown };
  return isInterrupt === true || name === "AbortError";
}

/** True for a mistake in the program: the next attempt would make it again. */
export function isProgramError(error: unknown): boolean {
  return error instanceof TypeError && error.cause === undefined && !networkFailure.test(error.message);
}
