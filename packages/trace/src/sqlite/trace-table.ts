import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

/** What a portion of events did to a trace. */
export interface TraceChange {
  readonly startedAt: number;
  readonly heardAt: number;
  readonly runs: number;
  readonly running: number;
}

interface TraceRow {
  readonly trace_key: number;
  readonly root_id: string;
}

/** The table of traces: how many runs each has and how many of them run, when it began, and when something was last heard of it. */
export class TraceTable {
  readonly #find: SqliteStatement;
  readonly #lastKey: SqliteStatement;
  readonly #put: SqliteStatement;
  readonly #size: SqliteStatement;
  readonly #silent: SqliteStatement;
  readonly #runsOf: SqliteStatement;
  readonly #putOff: SqliteStatement;
  readonly #nextPutOff: SqliteStatement;
  readonly #hasCounted: SqliteStatement;
  readonly #running: SqliteStatement;
  readonly #noneRuns: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#find = database.prepare(
      "SELECT trace_key, root_id FROM traces WHERE root_id IN (SELECT value FROM json_each(?))",
    );
    this.#lastKey = database.prepare("SELECT max(trace_key) AS trace_key FROM traces");
    this.#put = database.prepare(
      `INSERT INTO traces VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (trace_key) DO UPDATE SET
        started_at = min(started_at, excluded.started_at), heard_at = excluded.heard_at,
        runs = runs + excluded.runs, running = running + excluded.running`,
    );
    this.#silent = database.prepare("SELECT trace_key FROM traces WHERE running > 0 AND heard_at <= ? LIMIT ?");
    this.#runsOf = database.prepare("SELECT runs FROM traces WHERE trace_key = ?");
    this.#putOff = database.prepare("INSERT OR IGNORE INTO uncounted VALUES (?)");
    this.#nextPutOff = database.prepare("SELECT trace_key FROM uncounted LIMIT 1");
    this.#hasCounted = database.prepare("DELETE FROM uncounted WHERE trace_key = ?");
    this.#running = database.prepare(
      "SELECT trace_key FROM traces WHERE running > 0 AND trace_key > ? ORDER BY trace_key LIMIT ?",
    );
    this.#noneRuns = database.prepare("UPDATE traces SET running = 0 WHERE trace_key = ?");
    this.#size = database.prepare("SELECT count(*) AS traces, coalesce(sum(runs), 0) AS runs FROM traces");
  }

  /** The keys of those that are there, by the ids of their roots. */
  find(rootRunIds: readonly string[]): ReadonlyMap<string, number> {
    const rows = this.#find.all(JSON.stringify(rootRunIds)) as TraceRow[];
    return new Map(rows.map((row) => [row.root_id, row.trace_key]));
  }

  lastKey(): number {
    return (this.#lastKey.get() as { readonly trace_key: number | null }).trace_key ?? 0;
  }

  put(traceKey: number, rootRunId: string, { startedAt, heardAt, runs, running }: TraceChange): void {
    this.#put.run(traceKey, rootRunId, startedAt, heardAt, runs, running);
  }

  /** Some that have running runs, and of which nothing was heard since. */
  silentSince(heardAt: number, atMost: number): readonly number[] {
    return (this.#silent.all(heardAt, atMost) as TraceRow[]).map((row) => row.trace_key);
  }

  runsOf(traceKey: number): number {
    return (this.#runsOf.get(traceKey) as { readonly runs: number } | undefined)?.runs ?? 0;
  }

  /** What the trace comes to is counted later. */
  putOff(traceKey: number): void {
    this.#putOff.run(traceKey);
  }

  /** One that was put off; `undefined` if none was. */
  nextPutOff(): number | undefined {
    return (this.#nextPutOff.get() as TraceRow | undefined)?.trace_key;
  }

  hasCounted(traceKey: number): void {
    this.#hasCounted.run(traceKey);
  }

  /** Some that have running runs, of keys greater than this one. */
  runningAfter(traceKey: number, atMost: number): readonly number[] {
    return (this.#running.all(traceKey, atMost) as TraceRow[]).map((row) => row.trace_key);
  }

  /** What was counted may be wrong, should a file have been written by something else. */
  noneRuns(traceKey: number): void {
    this.#noneRuns.run(traceKey);
  }

  size(): { readonly traces: number; readonly runs: number } {
    const { traces, runs } = this.#size.get() as { readonly traces: number; readonly runs: number };
    return { traces, runs };
  }
}
