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
  readonly root_id: string;
  readonly started_at: number;
}

/** Deletes whole traces. To be called within a transaction. */
export class TraceRemover {
  readonly #database: SqliteDatabase;
  readonly #from: RemovedFrom;
  readonly #words: SqliteStatement;
  readonly #rows: readonly SqliteStatement[];
  readonly #trace: SqliteStatement;
  readonly #oldest: SqliteStatement;

  constructor(database: SqliteDatabase, from: RemovedFrom) {
    this.#database = database;
    this.#from = from;
    this.#words = database.prepare("DELETE FROM search WHERE rowid >= ? AND rowid < ?");
    this.#rows = ["events", "runs", "records", "tops"].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE run_key >= ? AND run_key < ?`),
    );
    this.#trace = database.prepare("DELETE FROM traces WHERE trace_key = ?");
    this.#oldest = database.prepare(
      "SELECT root_id, started_at FROM traces WHERE running = 0 ORDER BY started_at, trace_key LIMIT ?",
    );
  }

  /** Answers how many of them were there. */
  delete(rootRunIds: readonly string[]): number {
    const { traces, deletions, facets } = this.#from;
    const found = traces.find(rootRunIds);
    for (const [rootRunId, traceKey] of found) {
      this.#deleteRows(traceKey);
      deletions.add(rootRunId);
    }
    if (found.size > 0) deletions.trim();
    facets.write();
    return found.size;
  }

  /** Deletes some of what is over, the oldest first, `atMost` so many at a time. Answers how many. */
  prune(retention: Retention, atMost: number): number {
    const { maxTraces = Infinity, maxAgeMs = Infinity, maxBytes = Infinity } = retention;
    const { traces } = this.#from.traces.size();
    const earliest = Date.now() - maxAgeMs;
    let deleted = 0;
    for (const { root_id, started_at } of this.#oldest.all(atMost) as TraceRow[]) {
      const isOver = traces - deleted > maxTraces || started_at < earliest || usedBytes(this.#database) > maxBytes;
      if (!isOver) break;
      deleted += this.delete([root_id]);
    }
    return deleted;
  }

  #deleteRows(traceKey: number): void {
    const { runs, facets } = this.#from;
    const [first, next] = [keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1)];
    for (const { record } of runs.ofTrace(traceKey)) facets.count(record, undefined);
    this.#words.run(keys.firstTextOf(first), keys.firstTextOf(next));
    for (const statement of this.#rows) statement.run(first, next);
    this.#trace.run(traceKey);
  }
}

/** Bytes of the file that are in use. */
export function usedBytes(database: SqliteDatabase): number {
  return (pragma(database, "page_count") - pragma(database, "freelist_count")) * pragma(database, "page_size");
}
