import type { RunKind, RunStatus, Visibility } from "@earshot/core/events";
import type { JsonValue, TraceError, TraceFeedback, TraceUsage } from "./trace-event.js";

/** `running` until an end was heard; `unknown` if only runs below it were. */
export type RecordStatus = RunStatus | "running" | "unknown";

/** What a run and all below it come to: the sums of its model and embedding calls that have none below them. */
export interface RunTotals {
  readonly runs: number;
  readonly errors: number;
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly usage: Omit<TraceUsage, "source">;
  /** US dollars of the calls whose price is known. */
  readonly cost: string;
  /** Of how many calls that ended the price is not known. */
  readonly unknownCosts: number;
}

/** One run, without its payloads: what lists and trees show. */
export interface RunRecord {
  readonly runId: string;
  readonly parentRunId?: string;
  readonly rootRunId: string;
  /** The `seq` of its start, by which siblings are ordered; of its first event, if the start is missing. */
  readonly seq: number;
  readonly kind: RunKind;
  readonly runType?: string;
  readonly name: string;
  readonly status: RecordStatus;
  /** Unix milliseconds; the time of its first event if its start was not heard. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly firstTokenAt?: number;
  readonly tags: readonly string[];
  readonly metadata: { readonly [key: string]: JsonValue };
  readonly visibility: Visibility;
  readonly source: string;
  /** Of a running run: who writes it down. */
  readonly writer?: string;
  /** The thread, session or conversation its metadata names. */
  readonly sessionId?: string;
  readonly model?: string;
  readonly provider?: string;
  readonly usage?: TraceUsage;
  /** US dollars; left out if unknown or if the run is no priced call. */
  readonly cost?: string;
  /** Of a call that ended, if nobody knows what it cost: no price said so, or none was asked for. */
  readonly isCostUnknown?: boolean;
  readonly error?: TraceError;
  /** What went in, as a person would read it: its first 200 characters, in one line. */
  readonly inputPreview?: string;
  /** What came out, likewise; of a running run, how it begins. */
  readonly outputPreview?: string;
  readonly retries: number;
  readonly feedback: readonly TraceFeedback[];
  /** Of root runs in lists, and of every run in a tree. */
  readonly totals?: RunTotals;
}
