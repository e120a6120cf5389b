import { RunAbortedError } from "../errors/run-aborted-error.js";

/** What the caller is given when a signal aborts: its reason if that is an error, as the platform does, else an `AbortError`. */
export function toAbortError(runName: string, reason: unknown): unknown {
  if (reason instanceof Error) return reason;
  return new RunAbortedError(runName, {
    reason: reason === undefined ? "its signal was aborted" : String(reason),
    cause: reason,
  });
}
