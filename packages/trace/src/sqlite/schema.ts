import { TraceStoreError } from "../store/trace-store-error.js";
import type { SqliteDatabase } from "./sqlite-driver.js";

/** "EARS": what tells a store from any other SQLite file. */
const applicationId = 0x45415253;

/**
 * What makes version n + 1 of a file of version n. A step that was released is never changed.
 *
 * `events` is the truth, in the order it came; `position` is never used again. `runs` is what the reducer makes of it, with columns for what is
 * filtered and sorted by, and can be made anew. `search` keeps no texts, words only.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE store (id TEXT NOT NULL);
  INSERT INTO store VALUES (lower(hex(randomblob(16))));
  CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    root_id TEXT NOT NULL,
    run_id TEXT NOT NULL,
    seq REAL NOT NULL,
    type TEXT NOT NULL,
    distinction TEXT NOT NULL,
    time REAL NOT NULL,
    is_delta INTEGER NOT NULL,
    facts TEXT NOT NULL
  );
  CREATE UNIQUE INDEX events_once ON events (run_id, seq, type, distinction);
  CREATE INDEX events_of_trace ON events (root_id);
  CREATE TABLE payloads (position INTEGER PRIMARY KEY, payload TEXT NOT NULL);
  CREATE VIRTUAL TABLE search USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii');
  CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    root_id TEXT NOT NULL,
    parent_id TEXT,
    is_top INTEGER NOT NULL,
    started_at REAL NOT NULL,
    ended_at REAL,
    duration REAL NOT NULL,
    cost TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    model TEXT,
    session TEXT,
    tags TEXT,
    metadata TEXT,
    changed_at INTEGER NOT NULL,
    record TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX runs_of_trace ON runs (root_id, started_at, status);
  CREATE INDEX runs_below ON runs (parent_id, kind) WHERE parent_id IS NOT NULL;
  CREATE INDEX runs_changed ON runs (changed_at);
  CREATE INDEX runs_by_start ON runs (started_at);
  CREATE INDEX tops_by_start ON runs (started_at, run_id) WHERE is_top = 1;
  CREATE INDEX tops_by_duration ON runs (duration, run_id) WHERE is_top = 1;
  CREATE INDEX tops_by_cost ON runs (cost, run_id) WHERE is_top = 1;
  CREATE INDEX runs_by_name ON runs (name);
  CREATE INDEX runs_by_session ON runs (session) WHERE session IS NOT NULL;
  `,
];

/**
 * Makes a file a store of this version, whatever older version it has.
 *
 * @throws TraceStoreError if it is no store, or a newer one
 */
export function migrate(database: SqliteDatabase, path: string): void {
  if (pragma(database, "user_version") === migrations.length && pragma(database, "application_id") === applicationId)
    return;
  database.exec("BEGIN IMMEDIATE");
  try {
    const version = pragma(database, "user_version");
    const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
    if (!isEmpty && pragma(database, "application_id") !== applicationId)
      throw new TraceStoreError(`${path} is a database of something else. Name another file for traces.`);
    if (version > migrations.length)
      throw new TraceStoreError(
        `${path} was written by a newer Earshot (version ${String(version)} of the file, this one knows ${String(migrations.length)}). Update @earshot/trace, or name another file.`,
      );
    for (const step of migrations.slice(version)) database.exec(step);
    database.exec(
      `PRAGMA application_id = ${String(applicationId)}; PRAGMA user_version = ${String(migrations.length)}`,
    );
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** The number that a pragma answers. */
export function pragma(database: SqliteDatabase, name: string): number {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, number> | undefined;
  return row?.[name] ?? 0;
}
