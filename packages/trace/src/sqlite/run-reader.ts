import { previewOfChunks } from "../reducer/preview-of-chunks.js";
import type { RunRecord, RunTotals } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { limitOfPage } from "../store/limit-of-page.js";
import { placeOfRun } from "../store/run-order.js";
import type { RunPage, RunQuery } from "../store/run-query.js";
import { wordsOf } from "../store/searched-words.js";
import type { EventLog } from "./event-log.js";
import { lookedAt, runsWithWords } from "./runs-with-words.js";
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
    const keys = this.#soonFound(query, limit + 1) ?? this.#keysOf(query, limit + 1);
    const runs = keys.slice(0, limit).flatMap((runKey) => this.run(runKey) ?? []);
    const last = runs.at(-1);
    return {
      runs,
      ...(last === undefined || keys.length <= limit ? {} : { next: JSON.stringify(placeOfRun(last, order)) }),
    };
  }

  #keysOf(query: RunQuery, limit: number): readonly number[] {
    const place = placeConditionOf(query.order ?? "newest", query.cursor);
    const asked = conditionOf(query, this.#database);
    const rows = this.#database
      .prepare(
        `SELECT run_key FROM ${tableOf(query)} WHERE ${asked.sql} AND ${place.sql} ORDER BY ${place.order} LIMIT ${String(limit)}`,
      )
      .all(...asked.values, ...place.values) as { readonly run_key: number }[];
    return rows.map(({ run_key }) => run_key);
  }

  /** So many runs that have words, if they are among the first of the list; `undefined` if they are not. */
  #soonFound({ text = "", ...query }: RunQuery, limit: number): readonly number[] | undefined {
    if (limit > lookedAt / 2 || wordsOf(text).length === 0) return undefined;
    const first = this.#keysOf(query, lookedAt);
    const found = runsWithWords(first, { ...query, text }, this.#database);
    if (found === undefined || (found.length < limit && first.length === lookedAt)) return undefined;
    return found.slice(0, limit);
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
    const chunks = new Map<number, TraceEvent>();
    for (const chunk of this.#log.deltasOfRun(runKey)) {
      const index = chunk.index ?? chunk.seq;
      if (!chunks.has(index)) chunks.set(index, chunk);
    }
    const outputPreview = previewOfChunks(chunks);
    return outputPreview === undefined ? run : { ...run, outputPreview };
  }
}
