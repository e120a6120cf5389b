import { EarshotError } from "@earshot/core/errors";

/** How far writing came. */
export interface FailedTraceWrite {
  readonly reason: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
  /** Events that wait for the next attempt. */
  readonly pending: number;
  /** Events that were given up since the handler was made. */
  readonly dropped: number;
  readonly cause?: unknown;
}

/** Events did not reach their store. */
export class TraceWriteError extends EarshotError {
  override readonly name = "TraceWriteError";
  readonly pending: number;
  readonly dropped: number;

  constructor({ reason, remedy, pending, dropped, cause }: FailedTraceWrite) {
    const why = cause instanceof Error ? `${reason}: ${cause.message.replace(/\.$/u, "")}` : reason;
    const waiting = pending === 0 ? "" : `${pending} events wait and are tried again, `;
    super(`${why}. ${waiting}${dropped} were dropped. ${remedy}`, {
      code: "TRACE_WRITE",
      ...(cause === undefined ? {} : { cause }),
    });
    this.pending = pending;
    this.dropped = dropped;
  }
}
