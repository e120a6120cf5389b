import type { Retention } from "../store/trace-store.js";
import { pragma } from "./schema.js";
import type { SqliteDatabase } from "./sqlite-driver.js";

interface TraceRow {
  readonly root_id: string;
  readonly started_at: number;
}

/** Deletes whole traces; words and payloads go first, they are found by their events. Answers how many traces there were. */
export function deleteTraces(database: SqliteDatabase, rootRunIds: readonly string[]): number {
  const events = "SELECT position FROM events WHERE root_id = ?";
  const words = database.prepare(`DELETE FROM search WHERE rowid IN (${events} AND is_delta = 0)`);
  const others = [
    `DELETE FROM payloads WHERE position IN (${events})`,
    "DELETE FROM events WHERE root_id = ?",
    "DELETE FROM runs WHERE root_id = ?",
  ].map((sql) => database.prepare(sql));
  const isThere = database.prepare("SELECT 1 FROM runs WHERE root_id = ? LIMIT 1");
  let deleted = 0;
  for (const rootRunId of new Set(rootRunIds)) {
    if (isThere.get(rootRunId) === undefined) continue;
    words.run(rootRunId);
    for (const statement of others) statement.run(rootRunId);
    deleted += 1;
  }
  return deleted;
}

/** Deletes what is over, the oldest first. Answers how many traces. */
export function pruneTraces(database: SqliteDatabase, retention: Retention): number {
  const { maxTraces = Infinity, maxAgeMs = Infinity, maxBytes = Infinity } = retention;
  const all = database.prepare("SELECT count(DISTINCT root_id) AS traces FROM runs").get() as {
    readonly traces: number;
  };
  const ended = database
    .prepare(
      "SELECT root_id, min(started_at) AS started_at FROM runs GROUP BY root_id HAVING max(status = 'running') = 0 ORDER BY 2, 1",
    )
    .all() as readonly TraceRow[];
  const oldest = Date.now() - maxAgeMs;
  let deleted = 0;
  for (const trace of ended) {
    const isOver = all.traces - deleted > maxTraces || trace.started_at < oldest || usedBytes(database) > maxBytes;
    if (!isOver) break;
    deleted += deleteTraces(database, [trace.root_id]);
  }
  return deleted;
}

/** Bytes of the file that are in use. */
export function usedBytes(database: SqliteDatabase): number {
  return (pragma(database, "page_count") - pragma(database, "freelist_count")) * pragma(database, "page_size");
}
