import { callKinds, totalsOfRun } from "../reducer/run-totals.js";
import { sortableAmount } from "../reducer/sortable-amount.js";
import { traceTree } from "../reducer/trace-tree.js";
import type { RunRecord } from "../schema/run-record.js";
import { durationOfRun } from "../store/run-order.js";
import type { Condition } from "./run-conditions.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

interface RunRow {
  readonly record: string;
  readonly changed_at: number;
  readonly asks: number;
}

const columns =
  "run_id, root_id, parent_id, is_top, started_at, ended_at, duration, cost, kind, name, status, model, session, tags, metadata, changed_at, record";
const asks = `EXISTS (SELECT 1 FROM runs AS below WHERE below.parent_id = runs.run_id AND below.kind IN (${callKinds.map((kind) => `'${kind}'`).join(", ")}))`;

/** The table of runs as lists show them: what the reducer makes of events, kept so that no list needs to ask it. */
export class RunTable {
  readonly #database: SqliteDatabase;
  readonly #upsert: SqliteStatement;
  readonly #isThere: SqliteStatement;
  readonly #waiting: SqliteStatement;
  readonly #ofTrace: SqliteStatement;
  readonly #rootOf: SqliteStatement;
  readonly #setTop: SqliteStatement;
  readonly #hasTop: SqliteStatement;
  readonly #hasEndedTop: SqliteStatement;
  readonly #changedAfter: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#upsert = database.prepare(
      `INSERT OR REPLACE INTO runs (${columns}) VALUES (${columns.replaceAll(/[a-z_]+/gu, "?")})`,
    );
    this.#isThere = database.prepare("SELECT changed_at FROM runs WHERE run_id = ? AND root_id = ?");
    this.#waiting = database.prepare(
      "SELECT record, changed_at FROM runs WHERE parent_id = ? AND root_id = ? AND is_top = 1",
    );
    this.#ofTrace = database.prepare("SELECT record FROM runs WHERE root_id = ?");
    this.#rootOf = database.prepare("SELECT root_id FROM runs WHERE run_id = ?");
    this.#setTop = database.prepare("UPDATE runs SET is_top = 1, cost = ?, record = ? WHERE run_id = ?");
    this.#hasTop = database.prepare("SELECT 1 FROM runs WHERE root_id = ? AND is_top = 1 LIMIT 1");
    this.#hasEndedTop = database.prepare(
      "SELECT 1 FROM runs WHERE root_id = ? AND is_top = 1 AND ended_at IS NOT NULL LIMIT 1",
    );
    this.#changedAfter = database.prepare("SELECT record FROM runs WHERE changed_at > ? ORDER BY changed_at, run_id");
  }

  write(run: RunRecord, changedAt: number): void {
    const before = this.#isThere.get(run.runId, run.rootRunId) as RunRow | undefined;
    const isTop = run.parentRunId === undefined || this.#isThere.get(run.parentRunId, run.rootRunId) === undefined;
    this.#put(run, isTop, Math.max(changedAt, before?.changed_at ?? 0));
    if (before !== undefined) return;
    // Those that waited for this one at the top have their parent now.
    for (const row of this.#waiting.all(run.runId, run.rootRunId)) {
      const { totals: _, ...waiting } = recordOf(row);
      if (waiting.runId !== run.runId) this.#put(waiting, false, (row as RunRow).changed_at);
    }
  }

  #put(run: RunRecord, isTop: boolean, changedAt: number): void {
    this.#upsert.run(
      run.runId,
      run.rootRunId,
      run.parentRunId ?? null,
      isTop ? 1 : 0,
      run.startedAt,
      run.endedAt ?? null,
      durationOfRun(run),
      sortableAmount(run.cost ?? "0"),
      run.kind,
      run.name,
      run.status,
      run.model ?? null,
      run.sessionId ?? null,
      run.tags.length === 0 ? null : JSON.stringify(run.tags),
      Object.keys(run.metadata).length === 0 ? null : JSON.stringify(run.metadata),
      changedAt,
      JSON.stringify(run),
    );
  }

  /**
   * Counts again what a trace comes to, if that can be said: an outermost run has ended. A trace whose runs are each other's parents, which only a
   * broken source says, gets an outermost run, or no list would show it.
   */
  settle(rootRunId: string): void {
    if (this.#hasEndedTop.get(rootRunId) === undefined && this.#hasTop.get(rootRunId) !== undefined) return;
    for (const { run } of traceTree(this.ofTrace(rootRunId)))
      this.#setTop.run(sortableAmount(run.totals.cost), JSON.stringify(run), run.runId);
  }

  ofTrace(rootRunId: string): readonly RunRecord[] {
    return this.#ofTrace.all(rootRunId).map(recordOf);
  }

  rootOf(runId: string): string | undefined {
    return (this.#rootOf.get(runId) as { readonly root_id: string } | undefined)?.root_id;
  }

  changedAfter(position: number): readonly RunRecord[] {
    return this.#changedAfter.all(position).map(recordOf);
  }

  /** As lists show them. */
  select(
    { sql, values }: Condition,
    { order, limit }: { readonly order: string; readonly limit: number },
  ): RunRecord[] {
    const rows = this.#database.prepare(
      `SELECT record FROM runs WHERE ${sql} ORDER BY ${order} LIMIT ${String(limit)}`,
    );
    return rows.all(...values).map(recordOf);
  }

  /** Some runs, one after the other, with what each did by itself as its totals. */
  *alone({ sql, values }: Condition): Iterable<RunRecord> {
    const rows = this.#database.prepare(`SELECT record, ${asks} AS asks FROM runs WHERE ${sql}`);
    for (const row of rows.iterate(...values)) {
      const run = recordOf(row);
      yield { ...run, totals: totalsOfRun(run, (row as RunRow).asks === 1) };
    }
  }

  /** Some outermost runs, one after the other. */
  *whole({ sql, values }: Condition): Iterable<RunRecord> {
    for (const row of this.#database.prepare(`SELECT record FROM runs WHERE ${sql}`).iterate(...values))
      yield recordOf(row);
  }
}

const recordOf = (row: unknown): RunRecord => JSON.parse((row as RunRow).record) as RunRecord;
