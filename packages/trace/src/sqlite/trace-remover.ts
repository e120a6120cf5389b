import { feedbackKinds } from "../store/feedback-kinds.js";
import type { Retention } from "../store/trace-store.js";
import type { DeletionLog } from "./deletion-log.js";
import type { FacetCounts } from "./facet-counts.js";
import { keys } from "./keys.js";
import type { RunTable } from "./run-table.js";
import { pragma } from "./pragma.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";
import type { TraceTable } from "./trace-table.js";

/** What is brought up to date when traces go. */
export interface RemovedFrom {
  readonly runs: RunTable;
  readonly traces: TraceTable;
  readonly facets: FacetCounts;
  readonly deletions: DeletionLog;
}

interface TraceRow {
  readonly trace_key: number;
  readonly root_id: string;
  readonly started_at: number;
}

/** What goes in one transaction, about: runs of a trace that goes at once, and events of one that goes by and by. */
const runsAtATime = 500;
const eventsAtATime = 2000;

/**
 * Deletes whole traces. To be called within a transaction. A large trace leaves lists at once and its rows by and by: others who write wait for a
 * portion of them, never for all.
 */
export class TraceRemover {
  readonly #database: SqliteDatabase;
  readonly #from: RemovedFrom;
  readonly #words: SqliteStatement;
  readonly #rows: readonly SqliteStatement[];
  readonly #trace: SqliteStatement;
  readonly #oldest: SqliteStatement;
  readonly #leave: SqliteStatement;
  readonly #leaving: SqliteStatement;
  readonly #hasLeft: SqliteStatement;
  readonly #tops: SqliteStatement;
  readonly #endOfPortion: SqliteStatement;

  constructor(database: SqliteDatabase, from: RemovedFrom) {
    this.#database = database;
    this.#from = from;
    this.#words = database.prepare("DELETE FROM search WHERE rowid >= ? AND rowid < ?");
    // By kind, as its key begins.
    const feedback = `feedback WHERE kind IN ('${feedbackKinds.join("', '")}') AND`;
    this.#rows = [...["events", "runs", "records", "tops"].map((table) => `${table} WHERE`), feedback].map((rows) =>
      database.prepare(`DELETE FROM ${rows} run_key >= ? AND run_key < ?`),
    );
    this.#trace = database.prepare("DELETE FROM traces WHERE trace_key = ?");
    this.#oldest = database.prepare(
      "SELECT root_id, started_at FROM traces WHERE running = 0 AND trace_key NOT IN (SELECT trace_key FROM leaving) ORDER BY started_at, trace_key LIMIT ?",
    );
    this.#leave = database.prepare("INSERT OR IGNORE INTO leaving VALUES (?, ?)");
    this.#leaving = database.prepare("SELECT trace_key, root_id FROM leaving");
    this.#hasLeft = database.prepare("DELETE FROM leaving WHERE trace_key = ?");
    this.#tops = database.prepare("DELETE FROM tops WHERE run_key >= ? AND run_key < ?");
    this.#endOfPortion = database.prepare(
      `SELECT run_key FROM events WHERE run_key >= ? AND run_key < ? ORDER BY run_key LIMIT 1 OFFSET ${String(eventsAtATime)}`,
    );
  }

  /** Answers how many of them were there. */
  delete(rootRunIds: readonly string[]): number {
    const { traces, deletions, facets } = this.#from;
    const found = traces.find(rootRunIds);
    for (const [rootRunId, traceKey] of found) {
      if (traces.runsOf(traceKey) <= runsAtATime) this.#delete(traceKey);
      else {
        this.#leave.run(traceKey, rootRunId);
        this.#tops.run(keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1));
      }
      deletions.add(rootRunId);
    }
    if (found.size > 0) deletions.trim();
    facets.write();
    return found.size;
  }

  /** Deletes some of what is over, the oldest first, `atMost` so many at a time. Answers how many. */
  prune(retention: Retention, atMost: number): number {
    const { maxTraces = Infinity, maxAgeMs = Infinity, maxBytes = Infinity } = retention;
    const traces = this.#from.traces.size().traces - this.#leaving.all().length;
    const earliest = Date.now() - maxAgeMs;
    let deleted = 0;
    for (const { root_id, started_at } of this.#oldest.all(atMost) as TraceRow[]) {
      const isOver = traces - deleted > maxTraces || started_at < earliest || usedBytes(this.#database) > maxBytes;
      if (!isOver) break;
      deleted += this.delete([root_id]);
      // What it takes up is known when it is gone.
      if (this.isClearing) break;
    }
    return deleted;
  }

  /** Whether there are traces on their way out. */
  get isClearing(): boolean {
    return this.#leaving.get() !== undefined;
  }

  /** Deletes a portion of what is on its way out. Answers of how many traces. */
  clear(): number {
    const { facets, deletions } = this.#from;
    const leaving = this.#leaving.get() as TraceRow | undefined;
    if (leaving === undefined) return 0;
    const { trace_key, root_id } = leaving;
    const first = keys.firstRunOf(trace_key);
    const end = this.#endOfPortion.get(first, keys.firstRunOf(trace_key + 1)) as
      | { readonly run_key: number }
      | undefined;
    if (end !== undefined) this.#deleteRuns(first, end.run_key + 1);
    else {
      this.#delete(trace_key);
      this.#hasLeft.run(trace_key);
      // Something may have come for it meanwhile.
      deletions.add(root_id);
    }
    facets.write();
    return 1;
  }

  #delete(traceKey: number): void {
    this.#deleteRuns(keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1));
    this.#trace.run(traceKey);
  }

  #deleteRuns(first: number, next: number): void {
    const { runs, facets } = this.#from;
    for (const { record } of runs.ofRange(first, next)) facets.count(record, undefined);
    this.#words.run(keys.firstTextOf(first), keys.firstTextOf(next));
    for (const statement of this.#rows) statement.run(first, next);
  }
}

/** Bytes of the file that are in use. */
export function usedBytes(database: SqliteDatabase): number {
  return (pragma(database, "page_count") - pragma(database, "freelist_count")) * pragma(database, "page_size");
}
