import type { RunRecord } from "../../src/schema/run-record.js";
import type { TraceEvent } from "../../src/schema/trace-event.js";
import { memoryTraceStore } from "../../src/memory/memory-trace-store.js";
import { abandonedAfterMs as silentTraceMs, abandonedEnds } from "../../src/store/abandoned-ends.js";
import { isDelta } from "../../src/store/event-kinds.js";
import type { RunQuery } from "../../src/store/run-query.js";
import type { StatisticsQuery } from "../../src/store/statistics.js";
import { TraceStoreError } from "../../src/store/trace-store-error.js";
import type { Retention, TraceChanges, TraceStore } from "../../src/store/trace-store.js";
import { isLost, lostAfterMs as lostProcessMs, type WritingProcess } from "../../src/store/writing-process.js";
import { ChangeListeners } from "../../src/store/change-listeners.js";
import { openDatabase, type SqliteDatabase } from "../../src/sqlite/sqlite-driver.js";

/** One table, of which the database itself refuses to change or take away a row. */
const schema = `
  CREATE TABLE IF NOT EXISTS log (
    position INTEGER PRIMARY KEY, root_id TEXT NOT NULL, kind TEXT NOT NULL, heard_at REAL NOT NULL, body TEXT NOT NULL
  );
  CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'nothing is changed'); END;
  CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'nothing is taken away'); END;`;

type Entry =
  | { readonly kind: "event"; readonly rootRunId: string; readonly body: TraceEvent }
  | { readonly kind: "deletion"; readonly rootRunId: string; readonly body: null }
  | { readonly kind: "process"; readonly rootRunId: ""; readonly body: WritingProcess };

type LogRow = Entry & { readonly position: number; readonly heardAt: number };

/**
 * What the port asks of a database that can only insert and select, as column stores do: nothing is ever updated, a deletion is a row of its own, and
 * records are made by the reducer when they are read. It reads all of its log each time, and is there to show that this can be done.
 */
export function openInsertOnlyStore(path: string): TraceStore {
  return new InsertOnlyStore(openDatabase(path));
}

class InsertOnlyStore implements TraceStore {
  readonly #database: SqliteDatabase;
  readonly #listeners = new ChangeListeners();
  #polling: ReturnType<typeof setInterval> | undefined;
  #isClosed = false;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA busy_timeout = 5000; ${schema}`);
  }

  async append(events: readonly TraceEvent[]): Promise<void> {
    this.#insert(events.map((body) => ({ kind: "event", rootRunId: body.rootRunId, body })));
  }

  async noteProcess(process: WritingProcess): Promise<void> {
    this.#insert([{ kind: "process", rootRunId: "", body: process }]);
  }

  async listRuns(query?: RunQuery): ReturnType<TraceStore["listRuns"]> {
    return (await this.#reduced()).listRuns(query);
  }

  async readTrace(runId: string): Promise<readonly RunRecord[]> {
    return (await this.#reduced()).readTrace(runId);
  }

  async readEvents(runId: string): Promise<readonly TraceEvent[]> {
    return (await this.#reduced()).readEvents(runId);
  }

  async *exportTrace(rootRunId: string): AsyncIterable<TraceEvent> {
    yield* (await this.#reduced()).exportTrace(rootRunId);
  }

  async statistics(query?: StatisticsQuery): ReturnType<TraceStore["statistics"]> {
    return (await this.#reduced()).statistics(query);
  }

  async facets(): ReturnType<TraceStore["facets"]> {
    return (await this.#reduced()).facets();
  }

  async changes(cursor?: string): Promise<TraceChanges> {
    const rows = this.#rows();
    const now = `log:${String(rows.at(-1)?.position ?? 0)}`;
    if (cursor === undefined) return { runs: [], deltas: [], cursor: now };
    if (!cursor.startsWith("log:")) return { runs: [], deltas: [], cursor: now, isReset: true };
    const since = rows.filter(({ position }) => position > Number(cursor.slice("log:".length)));
    const deleted = [...new Set(since.flatMap(({ kind, rootRunId }) => (kind === "deletion" ? [rootRunId] : [])))];
    const events = since.flatMap(({ kind, body }) => (kind === "event" ? [body] : []));
    const changed = new Set(events.filter((event) => !isDelta(event)).map(({ runId }) => runId));
    const reduced = await this.#reduced();
    const roots = [...new Set(events.map(({ rootRunId }) => rootRunId))];
    const runs = (await Promise.all(roots.map((root) => reduced.readTrace(root)))).flat();
    const running = new Set(runs.filter(({ endedAt }) => endedAt === undefined).map(({ runId }) => runId));
    return {
      ...(deleted.length === 0 ? {} : { deleted }),
      runs: runs.filter(({ runId }) => changed.has(runId)),
      deltas: events.filter((event) => isDelta(event) && running.has(event.runId)),
      cursor: now,
    };
  }

  watch(listener: () => void): () => void {
    this.#assertOpen();
    const end = this.#listeners.add(listener);
    let last = this.#lastPosition();
    this.#polling ??= setInterval(() => {
      const position = this.#lastPosition();
      if (position !== last) this.#listeners.tell();
      last = position;
    }, 5).unref();
    return end;
  }

  async deleteTraces(rootRunIds: readonly string[]): Promise<number> {
    const there = new Set((await this.#tops()).map(({ rootRunId }) => rootRunId));
    const going = [...new Set(rootRunIds)].filter((rootRunId) => there.has(rootRunId));
    this.#insert(going.map((rootRunId) => ({ kind: "deletion", rootRunId, body: null })));
    return going.length;
  }

  async prune(retention: Retention): ReturnType<TraceStore["prune"]> {
    await this.#endAbandoned(retention);
    const [before, pruned] = await Promise.all([this.#tops(), this.#reduced()]);
    const { bytes } = await pruned.prune({ ...retention, abandonedAfterMs: Infinity, lostAfterMs: Infinity });
    const left = new Set((await pruned.listRuns({ limit: 500 })).runs.map(({ rootRunId }) => rootRunId));
    const going = before.map(({ rootRunId }) => rootRunId).filter((rootRunId) => !left.has(rootRunId));
    return { traces: await this.deleteTraces(going), bytes };
  }

  async size(): ReturnType<TraceStore["size"]> {
    return (await this.#reduced()).size();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    clearInterval(this.#polling);
    this.#listeners.clear();
    this.#database.close();
    this.#isClosed = true;
  }

  async #endAbandoned({ abandonedAfterMs = silentTraceMs, lostAfterMs = lostProcessMs }: Retention): Promise<void> {
    const rows = this.#rows();
    const processes = new Map(rows.flatMap(({ kind, body }) => (kind === "process" ? [[body.writer, body]] : [])));
    const lost = new Map([...processes].filter(([, process]) => isLost(process, lostAfterMs)));
    const reduced = await this.#reduced();
    for (const rootRunId of new Set((await this.#tops()).map((run) => run.rootRunId))) {
      const events = rows.filter((row) => row.kind === "event" && row.rootRunId === rootRunId);
      const time = Math.max(...events.map(({ body }) => (body as TraceEvent).time));
      const isSilent = Math.max(...events.map(({ heardAt }) => heardAt)) <= Date.now() - abandonedAfterMs;
      const runs = await reduced.readTrace(rootRunId);
      await this.append(abandonedEnds(runs, isSilent ? { time } : { time, lost }));
    }
  }

  /** All that the log comes to. */
  async #reduced(): Promise<TraceStore> {
    const store = memoryTraceStore();
    for (const { kind, rootRunId, body } of this.#rows()) {
      if (kind === "event") await store.append([body]);
      else if (kind === "deletion") await store.deleteTraces([rootRunId]);
    }
    return store;
  }

  async #tops(): Promise<readonly RunRecord[]> {
    return (await (await this.#reduced()).listRuns({ limit: 500 })).runs;
  }

  #rows(): readonly LogRow[] {
    this.#assertOpen();
    const rows = this.#database.prepare("SELECT * FROM log ORDER BY position").all() as {
      readonly [column: string]: unknown;
    }[];
    return rows.map(
      ({ position, root_id, kind, heard_at, body }) =>
        ({
          position,
          rootRunId: root_id,
          kind,
          heardAt: heard_at,
          body: JSON.parse(String(body)) as unknown,
        }) as LogRow,
    );
  }

  #insert(entries: readonly Entry[]): void {
    this.#assertOpen();
    if (entries.length === 0) return;
    const insert = this.#database.prepare("INSERT INTO log (root_id, kind, heard_at, body) VALUES (?, ?, ?, ?)");
    this.#database.exec("BEGIN IMMEDIATE");
    for (const { rootRunId, kind, body } of entries) insert.run(rootRunId, kind, Date.now(), JSON.stringify(body));
    this.#database.exec("COMMIT");
  }

  #lastPosition(): number {
    const row = this.#database.prepare("SELECT max(position) AS position FROM log").get();
    return (row as { readonly position: number | null }).position ?? 0;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new TraceStoreError("This trace store is closed.");
  }
}
