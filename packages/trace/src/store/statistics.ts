import type { RunQuery } from "./run-query.js";
import type { TraceUsage } from "../schema/trace-event.js";

/** What statistics are asked of: runs as in lists, put together by what. */
export interface StatisticsQuery extends Omit<RunQuery, "order" | "limit" | "cursor"> {
  /** One group each; without it all runs are one group. */
  readonly groupBy?: "model" | "name" | "kind" | "status" | "session";
  /** Milliseconds of a step in time; without it all of time is one. */
  readonly intervalMs?: number;
}

/** Figures of one group in one step of time. */
export interface StatisticsRow {
  /** The group's value; left out for runs that have none. */
  readonly group?: string;
  /** Unix milliseconds at which the step begins, if there are steps. */
  readonly time?: number;
  readonly runs: number;
  readonly errors: number;
  /** Milliseconds over runs that have ended; left out if none has. */
  readonly latency?: { readonly p50: number; readonly p90: number; readonly p99: number; readonly max: number };
  /** Milliseconds to the first token, over runs that streamed. */
  readonly timeToFirstToken?: {
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly max: number;
  };
  readonly usage: Omit<TraceUsage, "source">;
  /** US dollars. */
  readonly cost: string;
  readonly unknownCosts: number;
}
