import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { runsOfTrees } from "../reducer/runs-of-trees.js";
import { traceTree } from "../reducer/trace-tree.js";
import { abandonedAfterMs as silentTraceMs } from "../store/abandoned-ends.js";
import { ChangeListeners } from "../store/change-listeners.js";
import { rememberedChanges } from "../store/remembered-changes.js";
import type { RunPage, RunQuery } from "../store/run-query.js";
import type { StatisticsQuery, StatisticsRow } from "../store/statistics.js";
import { TraceStoreError } from "../store/trace-store-error.js";
import type { Retention, TraceChanges, TraceStore } from "../store/trace-store.js";
import { lostAfterMs as lostProcessMs, type WritingProcess } from "../store/writing-process.js";
import { AbandonedRuns } from "./abandoned-runs.js";
import { explainError } from "./explain-error.js";
import { FileChanges } from "./file-changes.js";
import { keys } from "./keys.js";
import { OpenedFile } from "./opened-file.js";
import { pause } from "./pause.js";
import { pragma } from "./pragma.js";
import { PutOff } from "./put-off.js";
import { rollBack } from "./roll-back.js";
import type { SqliteDatabase } from "./sqlite-driver.js";
import { StatisticsCache } from "./statistics-cache.js";
import { usedBytes } from "./trace-remover.js";
import { TraceTables } from "./trace-tables.js";

/** How often is looked for processes that have ended, while somebody watches. */
const sweepMs = 2_000;
/** How much is done at a time of what may take long, so that the process can do other things between. */
const tracesAtATime = 25;
const pagesAtATime = 500;

/** A store in a file that is open and of this version. Each method is one transaction, but for `prune`: nobody sees half of an append. */
export class SqliteTraceStore implements TraceStore {
  readonly #path: string;
  readonly #file: OpenedFile;
  readonly #database: SqliteDatabase;
  #tables: TraceTables;
  readonly #id: string;
  readonly #listeners = new ChangeListeners();
  readonly #statistics: StatisticsCache;
  readonly #fileChanges: FileChanges;
  readonly #counting = new PutOff(() => {
    while (this.#transaction(() => this.#tables.writer.countNext()));
    this.#tell();
  });
  readonly #abandoned = new AbandonedRuns({
    tables: () => this.#tables,
    read: (work) => this.#use(work),
    transaction: (work) => this.#use(() => this.#transaction(work)),
    write: (events) => this.#write(events, Date.now()),
    tell: () => this.#tell(),
  });
  #sweep: ReturnType<typeof setInterval> | undefined;
  /** `data_version` as the writer saw it last: it changes when another connection writes. */
  #writtenVersion = 0;
  #isClosed = false;

  constructor(database: SqliteDatabase, path: string) {
    this.#path = path;
    this.#file = new OpenedFile(path);
    this.#database = database;
    this.#tables = new TraceTables(database);
    this.#statistics = new StatisticsCache(database);
    this.#fileChanges = new FileChanges(database, this.#file, () => {
      this.#listeners.tell();
    });
    this.#id = (database.prepare("SELECT id FROM store").get() as { readonly id: string }).id;
  }

  async append(events: readonly TraceEvent[]): Promise<void> {
    this.#use(() => {
      if (events.length === 0) return;
      this.#transaction(() => this.#write(events, Date.now()));
      this.#tell();
    });
  }

  async noteProcess(process: WritingProcess): Promise<void> {
    this.#use(() => this.#transaction(() => this.#tables.processes.put(process)));
  }

  async listRuns(query: RunQuery = {}): Promise<RunPage> {
    return this.#use(() => {
      this.#counting.now();
      return this.#tables.reader.page(query);
    });
  }

  async readTrace(id: string): Promise<readonly RunRecord[]> {
    return this.#use(() => {
      const { runs, traces, reader } = this.#tables;
      const runKey = runs.find([id]).get(id);
      const traceKey = runKey === undefined ? traces.find([id]).get(id) : keys.traceOf(runKey);
      const kept = traceKey === undefined ? [] : runs.ofTrace(traceKey);
      return runsOfTrees(traceTree(kept.map(({ runKey: key, record }) => reader.withLiveText(key, record))));
    });
  }

  async readEvents(runId: string): Promise<readonly TraceEvent[]> {
    return this.#use(() => {
      const runKey = this.#tables.runs.find([runId]).get(runId);
      return runKey === undefined ? [] : this.#tables.log.ofRun(runKey);
    });
  }

  /** One event at a time: a trace may be larger than memory. */
  async *exportTrace(rootRunId: string): AsyncIterable<TraceEvent> {
    const places = this.#use(() => {
      const traceKey = this.#tables.traces.find([rootRunId]).get(rootRunId);
      return traceKey === undefined
        ? []
        : this.#tables.log.placesOfRuns(keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1));
    });
    for (const position of places) {
      const event = this.#useOpen(() => this.#tables.log.at(position));
      if (event !== undefined) yield event;
    }
  }

  async statistics(query: StatisticsQuery = {}): Promise<readonly StatisticsRow[]> {
    return this.#use(() => {
      this.#counting.now();
      return this.#statistics.read(query);
    });
  }

  async facets(): ReturnType<TraceStore["facets"]> {
    return this.#use(() => this.#tables.facets.read());
  }

  async changes(cursor?: string): Promise<TraceChanges> {
    return this.#use(() => this.#transaction(() => this.#changesSince(cursor), "DEFERRED"));
  }

  watch(listener: () => void): () => void {
    return this.#use(() => {
      this.#startWatching();
      const end = this.#listeners.add(listener);
      return () => {
        end();
        if (this.#listeners.size === 0) this.#stopWatching();
      };
    });
  }

  async deleteTraces(rootRunIds: readonly string[]): Promise<number> {
    const gone = this.#use(() => this.#remove(() => this.#tables.remover.delete(rootRunIds)));
    await this.#clear();
    return gone;
  }

  /** A portion at a time, each a transaction of its own: what is gone is gone, even if the process is killed on the way. */
  async prune(retention: Retention): ReturnType<TraceStore["prune"]> {
    await this.goOn(retention);
    const before = this.#use(() => usedBytes(this.#database));
    let traces = 0;
    for (let gone = -1; gone !== 0; traces += gone) {
      gone = this.#use(() => this.#remove(() => this.#tables.remover.prune(retention, tracesAtATime)));
      await this.#clear();
      await pause();
    }
    const after = this.#use(() => usedBytes(this.#database));
    await this.#giveBack();
    return { traces, bytes: before - after };
  }

  /** Does what processes left undone that were killed, and ends their runs. */
  async goOn(retention?: Retention): Promise<void> {
    await this.#clear();
    this.#use(() => {
      if (this.#tables.traces.nextPutOff() !== undefined) this.#counting.later();
      this.#counting.now();
    });
    await this.endAbandoned(retention);
  }

  /** Ends runs of which nothing was heard for so long, and those of processes that have ended. */
  async endAbandoned({ abandonedAfterMs = silentTraceMs, lostAfterMs = lostProcessMs }: Retention = {}): Promise<void> {
    await this.#abandoned.endSilent(abandonedAfterMs);
    await this.#abandoned.endLost(lostAfterMs);
  }

  async size(): ReturnType<TraceStore["size"]> {
    return this.#use(() => ({ ...this.#tables.traces.size(), bytes: usedBytes(this.#database) }));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#stopWatching();
    this.#listeners.clear();
    this.#useOpen(() => {
      this.#counting.now();
      this.#counting.stop();
      this.#database.close();
    });
    this.#isClosed = true;
  }

  #write(events: readonly TraceEvent[], heardAt: number): void {
    const version = this.#tables.dataVersion();
    if (version !== this.#writtenVersion) this.#tables.writer.forget();
    this.#writtenVersion = version;
    const { position } = this.#tables;
    const last = this.#tables.writer.write(events, { position, heardAt });
    if (last !== position) this.#tables.position = last;
    if (this.#tables.traces.nextPutOff() !== undefined) this.#counting.later();
  }

  #remove(work: () => number): number {
    const removed = this.#transaction(work);
    this.#tables.writer.forget();
    if (removed > 0) this.#tell();
    return removed;
  }

  /** Deletes what is left of traces that are on their way out, a portion at a time. */
  async #clear(): Promise<void> {
    while (this.#use(() => this.#tables.remover.isClearing && this.#remove(() => this.#tables.remover.clear()) > 0))
      await pause();
  }

  #tell(): void {
    this.#statistics.outdate();
    this.#listeners.tell();
  }

  #changesSince(cursor: string | undefined): TraceChanges {
    const { log, deletions, reader, position } = this.#tables;
    const now = `${this.#id}:${String(position)}:${String(deletions.last())}`;
    if (cursor === undefined) return { runs: [], deltas: [], cursor: now };
    const [id, after, deletionsBefore] = cursor.split(":");
    const from = Number(after);
    const deleted = deletions.after(Number(deletionsBefore ?? "none"));
    const isKnown = from >= Math.max(0, position - rememberedChanges) && from <= position;
    if (id !== this.#id || !isKnown || deleted === undefined)
      return { runs: [], deltas: [], cursor: now, isReset: true };
    return {
      ...(deleted.length === 0 ? {} : { deleted }),
      runs: log.runsAfter(from).flatMap((runKey) => reader.run(runKey) ?? []),
      deltas: log.deltasAfter(from),
      cursor: now,
    };
  }

  /** What is free goes back to the file system, and the log of writes is cut. */
  async #giveBack(): Promise<void> {
    for (let free = Infinity; ;) {
      const left = this.#use(() => pragma(this.#database, "freelist_count"));
      if (left === 0 || left >= free) break;
      free = left;
      this.#use(() => this.#database.prepare(`PRAGMA incremental_vacuum(${String(pagesAtATime)})`).all());
      await pause();
    }
    this.#use(() => this.#database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all());
  }

  #startWatching(): void {
    this.#fileChanges.start();
    // A file that can't be written for the moment is tried again soon.
    this.#sweep ??= setInterval(() => void this.endAbandoned().catch(() => undefined), sweepMs).unref();
  }

  #stopWatching(): void {
    this.#fileChanges.stop();
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  #transaction<TAnswer>(work: () => TAnswer, kind: "IMMEDIATE" | "DEFERRED" = "IMMEDIATE"): TAnswer {
    this.#database.exec(`BEGIN ${kind}`);
    try {
      const answer = work();
      this.#database.exec("COMMIT");
      return answer;
    } catch (error) {
      rollBack(this.#database);
      // A statement that failed once fails again with libsql, and what the writer remembers may never have been written.
      this.#tables = new TraceTables(this.#database);
      throw error;
    }
  }

  #use<TAnswer>(work: () => TAnswer): TAnswer {
    return this.#useOpen(() => (this.#file.assertThere(), work()));
  }

  /** Without a look whether the file is there, too. */
  #useOpen<TAnswer>(work: () => TAnswer): TAnswer {
    if (this.#isClosed)
      throw new TraceStoreError(`The trace store ${this.#path} is closed. Open it again with openTraceStore().`);
    try {
      return work();
    } catch (error) {
      throw explainError(error, this.#path);
    }
  }
}
