import { processesSql } from "./process-table.js";
import { addedInVersionFive } from "./version-five.js";
import { addedInVersionFour } from "./version-four.js";

/** "EARS": what tells a store from any other SQLite file. */
export const applicationId = 0x45415253;

/** The version of files that this code makes and reads. */
export const schemaVersion = 5;

/** What both tables of runs have. `cost` is for sorting; figures are the run's own in `runs`, of all below as well in `tops`. */
const columnsOfRuns = `
    run_key INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL,
    parent_id TEXT,
    started_at REAL NOT NULL,
    duration REAL NOT NULL,
    cost TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    model TEXT,
    session TEXT,
    first_token REAL,
    tags TEXT,
    metadata TEXT,
    input_tokens INTEGER,
    output_tokens INTEGER,
    total_tokens INTEGER,
    cache_read_tokens INTEGER,
    cache_write_tokens INTEGER,
    reasoning_tokens INTEGER,
    amount TEXT,
    unknown_costs INTEGER NOT NULL`;

/**
 * A store of this version. `events` is the truth, in the order it came, and positions are never used again; all else is made of it. `runs` is narrow,
 * for what goes through many; what is shown of a run stands in `records`. `tops` are the outermost runs once more, which most lists are about. Words
 * come in small portions: put together sixteen at a time, they are written less often than four at a time.
 */
export const schemaSql = `${processesSql}
  CREATE TABLE store (id TEXT NOT NULL, last_position INTEGER NOT NULL);
  INSERT INTO store VALUES (lower(hex(randomblob(16))), 0);
  CREATE TABLE traces (
    trace_key INTEGER PRIMARY KEY,
    root_id TEXT NOT NULL UNIQUE,
    started_at REAL NOT NULL,
    heard_at REAL NOT NULL,
    runs INTEGER NOT NULL,
    running INTEGER NOT NULL
  );
  CREATE INDEX traces_by_start ON traces (started_at);
  CREATE INDEX traces_running ON traces (heard_at) WHERE running > 0;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    run_key INTEGER NOT NULL,
    seq REAL NOT NULL,
    time REAL NOT NULL,
    is_delta INTEGER NOT NULL,
    facts TEXT NOT NULL,
    payload TEXT
  );
  CREATE INDEX events_of_run ON events (run_key);
  CREATE VIRTUAL TABLE search USING fts5 (
    words, content='', contentless_delete=1, detail=none, tokenize="unicode61 remove_diacritics 0 categories 'L* N*'"
  );
  INSERT INTO search (search, rank) VALUES ('automerge', 16);
  CREATE TABLE runs (${columnsOfRuns}
  );
  CREATE UNIQUE INDEX runs_by_id ON runs (run_id);
  CREATE INDEX runs_by_start ON runs (started_at);
  CREATE TABLE records (run_key INTEGER PRIMARY KEY, record TEXT NOT NULL);
  CREATE TABLE tops (${columnsOfRuns},
    totals TEXT
  );
  CREATE INDEX tops_by_start ON tops (started_at, run_id);
  CREATE INDEX tops_by_duration ON tops (duration, run_id);
  CREATE INDEX tops_by_cost ON tops (cost, run_id);
  CREATE INDEX tops_by_session ON tops (session, started_at) WHERE session IS NOT NULL;
  CREATE INDEX tops_waiting ON tops (parent_id) WHERE parent_id IS NOT NULL;
  CREATE TABLE facets (facet TEXT NOT NULL, value TEXT NOT NULL, runs INTEGER NOT NULL, PRIMARY KEY (facet, value)) WITHOUT ROWID;
  CREATE TABLE deletions (number INTEGER PRIMARY KEY AUTOINCREMENT, root_id TEXT NOT NULL);
  ${addedInVersionFour}${addedInVersionFive}
`;
