import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { runsOfTrees } from "../reducer/runs-of-trees.js";
import { traceTree } from "../reducer/trace-tree.js";
import { ChangeListeners } from "../store/change-listeners.js";
import { limitOfPage } from "../store/limit-of-page.js";
import { placeOfRun } from "../store/run-order.js";
import type { RunPage, RunQuery } from "../store/run-query.js";
import { statisticsOfRuns } from "../store/statistics-of-runs.js";
import type { StatisticsQuery, StatisticsRow } from "../store/statistics.js";
import { TraceStoreError } from "../store/trace-store-error.js";
import type { Retention, TraceChanges, TraceStore } from "../store/trace-store.js";
import { EventLog } from "./event-log.js";
import { explainError } from "./explain-error.js";
import { deleteTraces, pruneTraces, usedBytes } from "./prune-traces.js";
import { readFacets } from "./read-facets.js";
import { conditionOf, placeConditionOf } from "./run-conditions.js";
import { RunTable } from "./run-table.js";
import { pragma } from "./schema.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";
import { TraceWriter } from "./trace-writer.js";
import { watchFile } from "./watch-file.js";

/** How often is looked whether another process wrote, where the system does not tell of it at once. */
const pollMs = 100;

/** A store in a file that is open and of this version. Each method is one transaction: nobody sees half of an append. */
export class SqliteTraceStore implements TraceStore {
  readonly #path: string;
  readonly #database: SqliteDatabase;
  #log: EventLog;
  #runs: RunTable;
  #writer: TraceWriter;
  readonly #id: string;
  readonly #listeners = new ChangeListeners();
  #poll: ReturnType<typeof setInterval> | undefined;
  #endWatch: (() => void) | undefined;
  #askVersion: SqliteStatement | undefined;
  /** `data_version` as the writer and as those who watch saw it last: it changes when another connection writes. */
  #writtenVersion = 0;
  #watchedVersion = 0;
  #isClosed = false;

  constructor(database: SqliteDatabase, path: string) {
    this.#path = path;
    this.#database = database;
    this.#log = new EventLog(database);
    this.#runs = new RunTable(database);
    this.#writer = new TraceWriter(this.#log, this.#runs);
    this.#id = (database.prepare("SELECT id FROM store").get() as { readonly id: string }).id;
  }

  async append(events: readonly TraceEvent[]): Promise<void> {
    this.#use(() => {
      if (events.length === 0) return;
      this.#transaction(() => {
        const version = pragma(this.#database, "data_version");
        if (version !== this.#writtenVersion) this.#writer.forget();
        this.#writtenVersion = version;
        this.#writer.write(events);
      });
      this.#listeners.tell();
    });
  }

  async listRuns(query: RunQuery = {}): Promise<RunPage> {
    return this.#use(() => {
      const limit = limitOfPage(query.limit);
      const { order = "newest" } = query;
      const asked = conditionOf(query);
      const place = placeConditionOf(order, query.cursor);
      const condition = { sql: `${asked.sql} AND ${place.sql}`, values: [...asked.values, ...place.values] };
      const runs = this.#runs.select(condition, { order: place.order, limit: limit + 1 });
      const page = runs.slice(0, limit);
      const last = page.at(-1);
      return {
        runs: page,
        ...(last === undefined || runs.length <= limit ? {} : { next: JSON.stringify(placeOfRun(last, order)) }),
      };
    });
  }

  async readTrace(runId: string): Promise<readonly RunRecord[]> {
    return this.#use(() => {
      const rootRunId = this.#runs.rootOf(runId);
      return rootRunId === undefined ? [] : runsOfTrees(traceTree(this.#runs.ofTrace(rootRunId)));
    });
  }

  async readEvents(runId: string): Promise<readonly TraceEvent[]> {
    return this.#use(() => this.#log.ofRun(runId));
  }

  /** One event at a time: a trace may be larger than memory. */
  async *exportTrace(rootRunId: string): AsyncIterable<TraceEvent> {
    for (const position of this.#use(() => this.#log.placesOfTrace(rootRunId))) {
      const event = this.#use(() => this.#log.at(position));
      if (event !== undefined) yield event;
    }
  }

  async statistics(query: StatisticsQuery = {}): Promise<readonly StatisticsRow[]> {
    return this.#use(() => {
      const condition = conditionOf(query);
      return statisticsOfRuns(query.scope === "all" ? this.#runs.alone(condition) : this.#runs.whole(condition), query);
    });
  }

  async facets(): ReturnType<TraceStore["facets"]> {
    return this.#use(() => readFacets(this.#database));
  }

  async changes(cursor?: string): Promise<TraceChanges> {
    return this.#use(() =>
      this.#transaction(() => {
        const last = this.#log.lastPosition();
        const now = `${this.#id}:${String(last)}`;
        if (cursor === undefined) return { runs: [], deltas: [], cursor: now };
        const [id, position] = cursor.split(":");
        const from = Number(position);
        if (id !== this.#id || !(from >= 0 && from <= last))
          return { runs: [], deltas: [], cursor: now, isReset: true };
        return { runs: this.#runs.changedAfter(from), deltas: this.#log.deltasAfter(from), cursor: now };
      }, "DEFERRED"),
    );
  }

  watch(listener: () => void): () => void {
    return this.#use(() => {
      if (this.#poll === undefined) this.#startPolling();
      const end = this.#listeners.add(listener);
      return () => {
        end();
        if (this.#listeners.size === 0) this.#stopPolling();
      };
    });
  }

  async deleteTraces(rootRunIds: readonly string[]): Promise<number> {
    return this.#use(() => this.#transaction(() => deleteTraces(this.#database, rootRunIds)));
  }

  async prune(retention: Retention): ReturnType<TraceStore["prune"]> {
    return this.#use(() => {
      const before = usedBytes(this.#database);
      const traces = this.#transaction(() => pruneTraces(this.#database, retention));
      // What is free goes back to the file system, and the log of writes is cut.
      this.#database.prepare("PRAGMA incremental_vacuum").all();
      this.#database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
      return { traces, bytes: before - usedBytes(this.#database) };
    });
  }

  async size(): ReturnType<TraceStore["size"]> {
    return this.#use(() => {
      const counts = this.#database
        .prepare("SELECT count(*) AS runs, count(DISTINCT root_id) AS traces FROM runs")
        .get();
      const { runs, traces } = counts as { readonly runs: number; readonly traces: number };
      return { traces, runs, bytes: usedBytes(this.#database) };
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#stopPolling();
    this.#listeners.clear();
    this.#use(() => {
      this.#database.close();
    });
    this.#isClosed = true;
  }

  #startPolling(): void {
    this.#watchedVersion = pragma(this.#database, "data_version");
    const look = (): void => {
      const version = this.#dataVersion();
      if (version === this.#watchedVersion) return;
      this.#watchedVersion = version;
      this.#listeners.tell();
    };
    this.#poll = setInterval(look, pollMs).unref();
    // What is written goes there first.
    this.#endWatch = watchFile(`${this.#path}-wal`, look);
  }

  #stopPolling(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
    this.#endWatch?.();
    this.#askVersion = undefined;
  }

  /** Prepared once: that takes four times as long as asking. A file that can't be read for the moment is asked again soon. */
  #dataVersion(): number {
    try {
      this.#askVersion ??= this.#database.prepare("PRAGMA data_version");
      return (this.#askVersion.get() as { readonly data_version: number }).data_version;
    } catch {
      this.#askVersion = undefined;
      return this.#watchedVersion;
    }
  }

  #transaction<TAnswer>(work: () => TAnswer, kind: "IMMEDIATE" | "DEFERRED" = "IMMEDIATE"): TAnswer {
    this.#database.exec(`BEGIN ${kind}`);
    try {
      const answer = work();
      this.#database.exec("COMMIT");
      return answer;
    } catch (error) {
      this.#rollBack();
      this.#prepareAnew();
      throw error;
    }
  }

  /** A statement that failed once fails again with libsql, and what the writer remembers may never have been written. */
  #prepareAnew(): void {
    this.#log = new EventLog(this.#database);
    this.#runs = new RunTable(this.#database);
    this.#writer = new TraceWriter(this.#log, this.#runs);
  }

  /** SQLite has done so already after the gravest of errors; what failed first is what counts. */
  #rollBack(): void {
    try {
      this.#database.exec("ROLLBACK");
    } catch {
      // There was nothing left to take back.
    }
  }

  #use<TAnswer>(work: () => TAnswer): TAnswer {
    if (this.#isClosed)
      throw new TraceStoreError(`The trace store ${this.#path} is closed. Open it again with openTraceStore().`);
    try {
      return work();
    } catch (error) {
      throw explainError(error, this.#path);
    }
  }
}
