import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { TraceEvent } from "@earshot/trace";
import { openDatabase } from "../../src/sqlite/sqlite-driver.js";

const schemaOfVersionOne = `
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
  PRAGMA application_id = 1161908819;
  PRAGMA user_version = 1;
`;

/** A file as version 1 wrote it: its events, which are the truth; what it made of them is not needed. */
export function writeVersionOne(path: string, events: readonly TraceEvent[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const database = openDatabase(path);
  database.exec(`BEGIN; ${schemaOfVersionOne}`); // one transaction: the disk would be waited for with every event
  const insert = database.prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, '', ?, ?, ?)");
  const insertPayload = database.prepare("INSERT INTO payloads VALUES (?, ?)");
  for (const [at, event] of events.entries()) {
    const { payload, ...facts } = event;
    const isDelta = event.type.endsWith(".delta") ? 1 : 0;
    const { rootRunId, runId, seq, type, time } = event;
    insert.run(at + 1, rootRunId, runId, seq, type, time, isDelta, JSON.stringify(facts));
    if (payload !== undefined) insertPayload.run(at + 1, payload);
  }
  database.exec("COMMIT");
  database.close();
}
