import { DeletionLog } from "./deletion-log.js";
import { EventLog } from "./event-log.js";
import { FacetCounts } from "./facet-counts.js";
import { FeedbackTable } from "./feedback-table.js";
import { ProcessTable } from "./process-table.js";
import { RunReader } from "./run-reader.js";
import { RunTable } from "./run-table.js";
import { SearchIndex } from "./search-index.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";
import { TraceRemover } from "./trace-remover.js";
import { TraceTable } from "./trace-table.js";
import { TraceWriter } from "./trace-writer.js";

/** The tables of one connection, with their statements and what is remembered of them. */
export class TraceTables {
  readonly log: EventLog;
  readonly runs: RunTable;
  readonly traces: TraceTable;
  readonly facets: FacetCounts;
  readonly processes: ProcessTable;
  readonly deletions: DeletionLog;
  readonly writer: TraceWriter;
  readonly reader: RunReader;
  readonly remover: TraceRemover;
  readonly #position: SqliteStatement;
  readonly #setPosition: SqliteStatement;
  readonly #dataVersion: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.log = new EventLog(database);
    this.runs = new RunTable(database);
    this.traces = new TraceTable(database);
    this.facets = new FacetCounts(database);
    this.processes = new ProcessTable(database);
    this.deletions = new DeletionLog(database);
    const { log, runs, traces, facets, deletions } = this;
    this.writer = new TraceWriter({
      log,
      runs,
      traces,
      facets,
      search: new SearchIndex(database),
      feedback: new FeedbackTable(database),
    });
    this.reader = new RunReader(database, log);
    this.remover = new TraceRemover(database, { runs, traces, facets, deletions });
    this.#position = database.prepare("SELECT last_position FROM store");
    this.#dataVersion = database.prepare("PRAGMA data_version");
    this.#setPosition = database.prepare("UPDATE store SET last_position = ? WHERE rowid = 1");
  }

  /** It changes when another connection writes. */
  dataVersion(): number {
    return (this.#dataVersion.get() as { readonly data_version: number }).data_version;
  }

  /** The place of the newest event there ever was. */
  get position(): number {
    return (this.#position.get() as { readonly last_position: number }).last_position;
  }

  set position(position: number) {
    this.#setPosition.run(position);
  }
}
