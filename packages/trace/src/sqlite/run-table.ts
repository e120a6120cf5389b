import { sortableAmount } from "../reducer/sortable-amount.js";
import { totalsOfRun } from "../reducer/run-totals.js";
import type { RunRecord, RunTotals } from "../schema/run-record.js";
import { keys } from "./keys.js";
import { columns, figuresOf } from "./run-columns.js";
import { RunRows } from "./run-rows.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

/** A run of the table. */
export interface KeptRun {
  readonly runKey: number;
  readonly record: RunRecord;
}

/** A run that has come to something else. */
export interface ChangedRun extends KeptRun {
  /** What was known of it; left out if it is new. */
  readonly before?: { readonly record: RunRecord } | undefined;
}

interface RunRow {
  readonly run_key: number;
  readonly run_id: string;
  readonly record: string;
}

/** The tables of runs: what the reducer makes of events, kept so that no list needs to ask it. */
export class RunTable {
  readonly #runs: RunRows;
  readonly #tops: RunRows;
  readonly #putRecord: SqliteStatement;
  readonly #dropTop: SqliteStatement;
  readonly #isTop: SqliteStatement;
  readonly #waiting: SqliteStatement;
  readonly #hasTop: SqliteStatement;
  readonly #hasEndedTop: SqliteStatement;
  readonly #setTotals: SqliteStatement;
  readonly #setCost: SqliteStatement;
  readonly #clearFigures: SqliteStatement;
  readonly #find: SqliteStatement;
  readonly #lastKey: SqliteStatement;
  readonly #ofRange: SqliteStatement;
  readonly #record: SqliteStatement;

  constructor(database: SqliteDatabase) {
    const keyed = "run_key >= ? AND run_key < ?";
    const setFigures = columns.figures.map((column) => `${column} = ?`).join(", ");
    this.#runs = new RunRows(database, "runs");
    this.#tops = new RunRows(database, "tops");
    this.#putRecord = database.prepare("INSERT OR REPLACE INTO records VALUES (?, ?)");
    this.#dropTop = database.prepare("DELETE FROM tops WHERE run_key = ?");
    this.#isTop = database.prepare("SELECT 1 FROM tops WHERE run_key = ?");
    this.#waiting = database.prepare(`SELECT run_key FROM tops WHERE parent_id = ? AND ${keyed}`);
    this.#hasTop = database.prepare(`SELECT 1 FROM tops WHERE ${keyed} LIMIT 1`);
    this.#hasEndedTop = database.prepare(
      `SELECT 1 FROM tops WHERE ${keyed} AND duration > ${String(Number.MIN_SAFE_INTEGER)} LIMIT 1`,
    );
    this.#setTotals = database.prepare(`UPDATE tops SET totals = ?, cost = ?, ${setFigures} WHERE run_key = ?`);
    this.#setCost = database.prepare("UPDATE runs SET cost = ? WHERE run_key = ? AND cost <> ?");
    this.#clearFigures = database.prepare(
      `UPDATE runs SET ${setFigures} WHERE run_key = ? AND (input_tokens > 0 OR amount IS NOT NULL OR unknown_costs > 0)`,
    );
    this.#find = database.prepare("SELECT run_key, run_id FROM runs WHERE run_id IN (SELECT value FROM json_each(?))");
    this.#lastKey = database.prepare(`SELECT max(run_key) AS run_key FROM runs WHERE ${keyed}`);
    this.#ofRange = database.prepare(`SELECT run_key, record FROM records WHERE ${keyed}`);
    this.#record = database.prepare("SELECT run_key, record FROM records WHERE run_key = ?");
  }

  /** The keys of those that are there, by their ids. */
  find(runIds: readonly string[]): ReadonlyMap<string, number> {
    const rows = this.#find.all(JSON.stringify(runIds)) as RunRow[];
    return new Map(rows.map((row) => [row.run_id, row.run_key]));
  }

  /** The highest key in a trace; `undefined` if it has none. */
  lastKeyOf(traceKey: number): number | undefined {
    const row = this.#lastKey.get(keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1)) as {
      run_key: number | null;
    };
    return row.run_key ?? undefined;
  }

  put({ runKey, record, before }: ChangedRun): void {
    this.#runs.put({ runKey, run: record, before: before?.record, figures: figuresOf(totalsOfRun(record, false)) });
    this.#putRecord.run(runKey, JSON.stringify(record));
  }

  /** An outermost run of which it can't be said yet what it comes to. */
  putTop({ runKey, record, before }: ChangedRun): void {
    const figures = [...figuresOf(totalsOfRun(record, false)), null];
    this.#tops.put({ runKey, run: record, before: before?.record, figures });
  }

  isTop(runKey: number): boolean {
    return this.#isTop.get(runKey) !== undefined;
  }

  /** What waited for a run at the top has its parent now. */
  takeDown(parentId: string, parentKey: number): void {
    const traceKey = keys.traceOf(parentKey);
    for (const row of this.#waiting.all(parentId, keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1)) as RunRow[])
      if (row.run_key !== parentKey) this.#dropTop.run(row.run_key);
  }

  /** Whether what a trace comes to can be said: an outermost run has ended. So it is if none is outermost, which only a broken source says. */
  canSettle(traceKey: number, hasTop: boolean): boolean {
    const range = [keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1)];
    return this.#hasEndedTop.get(...range) !== undefined || (!hasTop && this.#hasTop.get(...range) === undefined);
  }

  /**
   * Keeps what an outermost run comes to.
   *
   * @param changed the run, if it has yet to be written to the outermost ones as well
   */
  setTotals(runKey: number, run: RunRecord & { readonly totals: RunTotals }, changed: ChangedRun | undefined): void {
    const cost = sortableAmount(run.totals.cost);
    const totals = JSON.stringify(run.totals);
    if (changed === undefined && this.isTop(runKey))
      this.#setTotals.run(totals, cost, ...figuresOf(run.totals), runKey);
    else this.#tops.put({ runKey, run, before: changed?.before?.record, figures: [...figuresOf(run.totals), totals] });
    this.#setCost.run(cost, runKey, cost);
  }

  /** A call that asked another one repeats what that one used. */
  clearFigures(runKey: number): void {
    this.#clearFigures.run(0, 0, 0, null, null, null, null, 0, runKey);
  }

  ofTrace(traceKey: number): readonly KeptRun[] {
    return this.ofRange(keys.firstRunOf(traceKey), keys.firstRunOf(traceKey + 1));
  }

  /** Those whose keys are from the first up to the second. */
  ofRange(first: number, next: number): readonly KeptRun[] {
    return this.#ofRange.all(first, next).map(keptOf);
  }

  /** `undefined` if it is gone. */
  recordOf(runKey: number): RunRecord | undefined {
    const row = this.#record.get(runKey);
    return row === undefined ? undefined : keptOf(row).record;
  }
}

function keptOf(row: unknown): KeptRun {
  const { run_key, record } = row as RunRow;
  return { runKey: run_key, record: JSON.parse(record) as RunRecord };
}
