/** What became of the events: each one counts once for each handler that was to hear it. */
export interface DeliveryReport {
  /** Handlers that heard it. */
  readonly delivered: number;
  /** Handlers that threw, rejected or timed out. */
  readonly failed: number;
  /** Not handed over: a full queue, a handler given up, or said by a run that had already ended. */
  readonly dropped: number;
  /** Waiting for their handler, or being handled. */
  readonly pending: number;
}

/** Counted since the process began. */
export const deliveryCounts = { delivered: 0, failed: 0, dropped: 0 };
