import { sumAmounts } from "../reducer/sum-amounts.js";
import { percentiles } from "../store/percentiles.js";
import type { StatisticsQuery, StatisticsRow } from "../store/statistics.js";
import { conditionOf, tableOf } from "./run-conditions.js";
import type { SqliteDatabase } from "./sqlite-driver.js";

/** One group in one step of time; what SQLite can't sum up by itself without losing digits or order comes as lists. */
interface GroupRow {
  readonly value: string | null;
  readonly time: number | null;
  readonly runs: number;
  readonly errors: number;
  readonly durations: string | null;
  readonly first_tokens: string | null;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly total_tokens: number | null;
  readonly cache_read_tokens: number | null;
  readonly cache_write_tokens: number | null;
  readonly reasoning_tokens: number | null;
  readonly amounts: string | null;
  readonly unknown_costs: number;
}

const figures = `
  count(*) AS runs,
  sum(status = 'error') AS errors,
  group_concat(CASE WHEN duration > ${String(Number.MIN_SAFE_INTEGER)} THEN duration END) AS durations,
  group_concat(first_token) AS first_tokens,
  sum(input_tokens) AS input_tokens,
  sum(output_tokens) AS output_tokens,
  sum(total_tokens) AS total_tokens,
  sum(cache_read_tokens) AS cache_read_tokens,
  sum(cache_write_tokens) AS cache_write_tokens,
  sum(reasoning_tokens) AS reasoning_tokens,
  group_concat(amount) AS amounts,
  sum(unknown_costs) AS unknown_costs`;

/** One pass over the narrow rows that the query is about; records and payloads stay where they are. */
export function readStatistics(database: SqliteDatabase, query: StatisticsQuery): readonly StatisticsRow[] {
  const { groupBy, intervalMs } = query;
  const condition = conditionOf(query, database);
  const step = intervalMs === undefined ? "NULL" : "CAST(started_at / ? AS INTEGER) * ?";
  const steps = intervalMs === undefined ? [] : [intervalMs, intervalMs];
  return database
    .prepare(
      `SELECT ${groupBy ?? "NULL"} AS value, ${step} AS time, ${figures} FROM ${tableOf(query)} WHERE ${condition.sql} GROUP BY 1, 2 ORDER BY 2, 1`,
    )
    .all(...steps, ...condition.values)
    .map((row) => rowOf(row as GroupRow));
}

function rowOf(row: GroupRow): StatisticsRow {
  const latency = percentiles(numbersOf(row.durations));
  const timeToFirstToken = percentiles(numbersOf(row.first_tokens));
  return {
    ...(row.value === null ? {} : { group: row.value }),
    ...(row.time === null ? {} : { time: row.time }),
    runs: row.runs,
    errors: row.errors,
    ...(latency === undefined ? {} : { latency }),
    ...(timeToFirstToken === undefined ? {} : { timeToFirstToken }),
    usage: {
      inputTokens: row.input_tokens ?? 0,
      outputTokens: row.output_tokens ?? 0,
      totalTokens: row.total_tokens ?? 0,
      ...(row.cache_read_tokens === null ? {} : { cacheReadTokens: row.cache_read_tokens }),
      ...(row.cache_write_tokens === null ? {} : { cacheWriteTokens: row.cache_write_tokens }),
      ...(row.reasoning_tokens === null ? {} : { reasoningTokens: row.reasoning_tokens }),
    },
    cost: sumOf(row.amounts),
    unknownCosts: row.unknown_costs,
  };
}

const numbersOf = (list: string | null): number[] => (list === null ? [] : list.split(",").map(Number));

/** Many calls cost the same. */
function sumOf(amounts: string | null): string {
  const counts = new Map<string, number>();
  for (const amount of amounts?.split(",") ?? []) counts.set(amount, (counts.get(amount) ?? 0) + 1);
  return sumAmounts([...counts].map(([amount, count]) => times(amount, count)));
}

function times(amount: string, count: number): string {
  const [whole = "0", fraction = ""] = amount.split(".");
  const digits = (BigInt(whole + fraction) * BigInt(count)).toString().padStart(fraction.length + 1, "0");
  const point = digits.length - fraction.length;
  return fraction === "" ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
