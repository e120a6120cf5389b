import type { RunRecord } from "../schema/run-record.js";
import { columns, valuesOfRun } from "./run-columns.js";
import type { SqliteDatabase, SqliteStatement, SqliteValue } from "./sqlite-driver.js";

/** A row that is written. */
export interface WrittenRow {
  readonly runKey: number;
  readonly run: RunRecord;
  /** What stands there; left out if nothing does. */
  readonly before?: RunRecord | undefined;
  /** What follows the values of the run. */
  readonly figures: readonly SqliteValue[];
}

/**
 * Writes rows of one of the two tables of runs. A row that is replaced, or has a value of an index written that is the same, is taken out of its
 * indexes and put in again: most ends of runs need not touch them.
 */
export class RunRows {
  readonly #insert: SqliteStatement;
  readonly #update: SqliteStatement;
  readonly #updateChanging: SqliteStatement;

  constructor(database: SqliteDatabase, table: "runs" | "tops") {
    const more = table === "tops" ? ["totals"] : [];
    const all = [...columns.all, ...more];
    const set = (names: readonly string[]): SqliteStatement =>
      database.prepare(`UPDATE ${table} SET ${names.map((column) => `${column} = ?`).join(", ")} WHERE run_key = ?`);
    this.#insert = database.prepare(
      `INSERT INTO ${table} (${[...all, "run_key"].join(", ")}) VALUES (${"?, ".repeat(all.length)}?)`,
    );
    this.#update = set(all);
    this.#updateChanging = set([...columns.changing, ...more]);
  }

  put({ runKey, run, before, figures }: WrittenRow): void {
    if (before !== undefined && lasts(before, run))
      return void this.#updateChanging.run(...valuesOfRun.changing(run), ...figures, runKey);
    const statement = before === undefined ? this.#insert : this.#update;
    statement.run(...valuesOfRun.lasting(run), ...valuesOfRun.changing(run), ...figures, runKey);
  }
}

/** Whether what hardly ever changes has not. */
function lasts(before: RunRecord, run: RunRecord): boolean {
  return (
    before.parentRunId === run.parentRunId && before.startedAt === run.startedAt && before.sessionId === run.sessionId
  );
}
