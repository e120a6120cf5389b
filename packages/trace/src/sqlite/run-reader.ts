import type { RunRecord, RunTotals } from "../schema/run-record.js";
import { limitOfPage } from "../store/limit-of-page.js";
import { placeOfRun } from "../store/run-order.js";
import type { RunPage, RunQuery } from "../store/run-query.js";
import type { EventLog } from "./event-log.js";
import { conditionOf, placeConditionOf, tableOf } from "./run-conditions.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

interface ListedRow {
  readonly run_key: number;
  readonly record: string;
  readonly totals: string | null;
}

/** Reads runs as lists show them. */
export class RunReader {
  readonly #database: SqliteDatabase;
  readonly #log: EventLog;
  readonly #listed: SqliteStatement;

  constructor(database: SqliteDatabase, log: EventLog) {
    this.#database = database;
    this.#log = log;
    this.#listed = database.prepare(
      "SELECT run_key, record, totals FROM records LEFT JOIN tops USING (run_key) WHERE run_key = ?",
    );
  }

  page(query: RunQuery): RunPage {
    const limit = limitOfPage(query.limit);
    const { order = "newest" } = query;
    const place = placeConditionOf(order, query.cursor);
    const asked = conditionOf(query, this.#database);
    const keys = this.#database
      .prepare(
        `SELECT run_key FROM ${tableOf(query)} WHERE ${asked.sql} AND ${place.sql} ORDER BY ${place.order} LIMIT ${String(limit + 1)}`,
      )
      .all(...asked.values, ...place.values) as { readonly run_key: number }[];
    const runs = keys.slice(0, limit).flatMap(({ run_key }) => this.run(run_key) ?? []);
    const last = runs.at(-1);
    return {
      runs,
      ...(last === undefined || keys.length <= limit ? {} : { next: JSON.stringify(placeOfRun(last, order)) }),
    };
  }

  /** `undefined` if it is gone. */
  run(runKey: number): RunRecord | undefined {
    const row = this.#listed.get(runKey) as ListedRow | undefined;
    if (row === undefined) return undefined;
    const run = this.withLiveText(row.run_key, JSON.parse(row.record) as RunRecord);
    return row.totals === null ? run : { ...run, totals: JSON.parse(row.totals) as RunTotals };
  }

  /** What has come of an answer stands in its chunks alone: writing it down again with each would cost the more the longer it gets. */
  withLiveText(runKey: number, run: RunRecord): RunRecord {
    if (run.status !== "running") return run;
    const chunks = new Map<number, string>();
    for (const { index, seq, text } of this.#log.deltasOfRun(runKey))
      if (!chunks.has(index ?? seq)) chunks.set(index ?? seq, text ?? "");
    if (chunks.size === 0) return run;
    const inOrder = [...chunks].sort(([left], [right]) => left - right);
    return { ...run, outputPreview: inOrder.map(([, text]) => text).join("") };
  }
}
