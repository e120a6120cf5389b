import { RunAbortedError } from "../errors/run-aborted-error.js";
import { consumerLeft } from "./consumer-left.js";

/**
 * What the caller is given when a signal aborts: its reason if that is an error, as the platform does, else an `AbortError`. Nothing if the
 * consumer has left.
 */
export function toAbortError(runName: string, reason: unknown): unknown {
  if (reason === consumerLeft) return undefined;
  if (reason instanceof Error) return reason;
  return new RunAbortedError(runName, {
    reason: reason === undefined ? "its signal was aborted" : String(reason),
    cause: reason,
  });
}
