import type { EventType, RunKind, RunStatus, Visibility } from "@earshot/core/events";

/** What JSON can say. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What a model or embedding call used. Input tokens include those read from and written to a cache, as in OpenTelemetry. */
export interface TraceUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
  readonly reasoningTokens?: number;
  /** `unavailable` is never written: usage that is not known is left out. */
  readonly source: "provider" | "estimated" | "cache";
}

/** What a call costs: US dollars with all their digits, or why nobody knows. An unknown price is never zero. */
export type TraceCost =
  | { readonly amount: string; readonly isPartial?: boolean }
  | { readonly unknown: "usage" | "model" | "price" | "tier" };

/** An error as far as it is shown without opening the payload. */
export interface TraceError {
  readonly name: string;
  readonly message: string;
}

/** What is said about a run after it was heard: a judgement or a remark of a person or a program. */
export interface TraceFeedback {
  readonly feedbackId: string;
  readonly key: string;
  readonly score?: number;
  readonly comment?: string;
  /** Taken back: what was said under this id before is gone. */
  readonly isRemoved?: boolean;
}

/**
 * One event of a run as stores keep it and pages read it: plain JSON, small facts beside an opaque payload. It is append-only: nothing that is
 * stored is ever read to be changed, and an event that comes twice (same `runId`, `seq`, `type`) counts once.
 *
 * `run.feedback` belongs to the trace alone; all other types are the runtime's.
 */
export interface TraceEvent {
  readonly type: EventType | "run.feedback";
  readonly runId: string;
  readonly parentRunId?: string;
  readonly rootRunId: string;
  /** Rises strictly within a root run. */
  readonly seq: number;
  /** Unix milliseconds; fractions where the source is finer. */
  readonly time: number;
  readonly kind: RunKind;
  readonly runType?: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly metadata: { readonly [key: string]: JsonValue };
  readonly visibility: Visibility;
  /** Where it was heard: `earshot`, or the dialect it was translated from (`otlp:gen_ai`, `otlp:openinference`, …). */
  readonly source: string;
  /** Of a start: who writes the run down, by the name under which it tells the store that it lives. Spans, which come when they have ended, have none. */
  readonly writer?: string;
  /** Of an `end`. */
  readonly status?: RunStatus;
  readonly error?: TraceError;
  readonly usage?: TraceUsage;
  /** Of the end of a call; without it nobody knows what the call cost. */
  readonly cost?: TraceCost;
  /** Unix milliseconds of the first chunk. */
  readonly firstTokenAt?: number;
  /** The model asked at the `start`, the model that answered at the `end`. */
  readonly model?: string;
  readonly provider?: string;
  /** Of a delta: its text. Of a start and an end: the first 200 characters of the inputs and outputs as a person would read them. */
  readonly text?: string;
  /** Of a delta: its place, 0 for the first. */
  readonly index?: number;
  readonly feedback?: TraceFeedback;
  /** All else the event says, as JSON text in the form of event lines (`@earshot/core/events/json`); left out if there is nothing. */
  readonly payload?: string;
}
