import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import type { RunPage, RunQuery } from "./run-query.js";
import type { WritingProcess } from "./writing-process.js";
import type { StatisticsQuery, StatisticsRow } from "./statistics.js";

/** What a store keeps at most; what is over goes, whole traces at a time, the oldest first. Running traces stay. */
export interface Retention {
  readonly maxTraces?: number;
  readonly maxAgeMs?: number;
  /** Bytes of the store. */
  readonly maxBytes?: number;
  /**
   * Running runs of a trace of which the store heard nothing for so many milliseconds are ended as cancelled, with the error `Abandoned`: their
   * process was killed. Default a day. Should such a run end after all, its own end counts.
   */
  readonly abandonedAfterMs?: number;
  /**
   * The same becomes of running runs whose process has ended ({@link TraceStore.noteProcess}), once nothing was heard of it for so many milliseconds.
   * Default 5,000. A process that can't be looked for, as on another machine, has to be silent for a minute.
   */
  readonly lostAfterMs?: number;
}

/** What came since a cursor, for pages that follow. */
export interface TraceChanges {
  /** Root run ids of traces that were deleted; left out if none was. Take them away first: what came again is in `runs`. */
  readonly deleted?: readonly string[];
  /** Runs that began, ended or were judged, as they are now. */
  readonly runs: readonly RunRecord[];
  /** Chunks of runs that had not ended when this was read, in order. */
  readonly deltas: readonly TraceEvent[];
  /** From where to go on. */
  readonly cursor: string;
  /** The cursor was too old to tell all: read again what is shown. */
  readonly isReset?: boolean;
}

/**
 * Keeps traces. The port is shaped so that a store without updates can serve it: events are appended and never changed, records are what the
 * reducer makes of them, and every list goes on by a key. `@earshot/trace/conformance` is the suite that every store takes.
 *
 * Methods reject with a {@link TraceStoreError} that says what to do. Runs that are not there are `undefined` or empty, never an error.
 */
export interface TraceStore {
  /**
   * Takes events, in any order, twice if need be. When it resolves they are readable by all who have the store open, and survive the process.
   */
  append(events: readonly TraceEvent[]): Promise<void>;
  /**
   * Hears that a process lives which writes runs down. Runs name theirs at their start (`writer`); those of one that has ended are ended as cancelled,
   * by `prune`, when the store is opened, and soon while it is watched. A store without this ends them after {@link Retention.abandonedAfterMs}.
   */
  noteProcess?(process: WritingProcess): Promise<void>;
  listRuns(query?: RunQuery): Promise<RunPage>;
  /**
   * All runs of a trace, by `seq`, with totals; payloads stay where they are. The trace is named by any of its runs, or by its own id (`rootRunId`),
   * which need be no run's: spans name it by one of its own, and a root may never have been heard.
   */
  readTrace(id: string): Promise<readonly RunRecord[]>;
  /** A run's own events with their payloads, by `seq`, without deltas once it has ended. */
  readEvents(runId: string): Promise<readonly TraceEvent[]>;
  /** All events of a trace that are kept, by `seq`: what exports write. */
  exportTrace(rootRunId: string): AsyncIterable<TraceEvent>;
  statistics(query?: StatisticsQuery): Promise<readonly StatisticsRow[]>;
  /** Distinct values that runs have, the most frequent first, for filters to offer. */
  facets(): Promise<{
    readonly names: readonly string[];
    readonly tags: readonly string[];
    readonly models: readonly string[];
    readonly kinds: readonly string[];
    readonly metadataKeys: readonly string[];
  }>;
  /** What came since `cursor`, from this and other processes; without one, nothing but a cursor for now. */
  changes(cursor?: string): Promise<TraceChanges>;
  /**
   * Calls `listener` soon after something came that {@link changes} would tell, from whatever process; more than once, or once for many.
   * The answer ends it. Listening keeps no process alive.
   */
  watch(listener: () => void): () => void;
  /** Deletes whole traces. Answers how many. */
  deleteTraces(rootRunIds: readonly string[]): Promise<number>;
  prune(retention: Retention): Promise<{ readonly traces: number; readonly bytes: number }>;
  /** How much there is. */
  size(): Promise<{ readonly traces: number; readonly runs: number; readonly bytes: number }>;
  /** Lets go of the store after what was appended is safe. More than once is no error; other methods reject afterwards. */
  close(): Promise<void>;
}
