import type { JsonValue } from "../schema/trace-event.js";
import { placeOfCursor, type RunOrder } from "../store/run-order.js";
import type { RunQuery } from "../store/run-query.js";
import { wordsOf } from "../store/searched-words.js";
import { keysInSql } from "./keys.js";
import { matchOf } from "./match-of.js";
import type { SqliteDatabase, SqliteValue } from "./sqlite-driver.js";

/** A condition in SQL, and its values in the order of its question marks. Nothing that was asked ever stands in the SQL itself. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqliteValue[];
}

/** Up to so many traces or runs with a word or a judgement are named one by one; more are met soon on the way through the list. */
const mostNamed = 1000;

/** The table that a query is about. */
export const tableOf = ({ scope }: Pick<RunQuery, "scope">): "runs" | "tops" => (scope === "all" ? "runs" : "tops");

/** What a query asks of rows of its table. */
export function conditionOf(query: Omit<RunQuery, "order" | "limit" | "cursor">, database: SqliteDatabase): Condition {
  const conditions: (Condition | undefined)[] = [
    query.rootRunIds && {
      sql: `run_key IN (SELECT of_trace.run_key FROM traces JOIN ${tableOf(query)} AS of_trace ON ${keysInSql.isInTrace("of_trace.run_key", "trace_key")} WHERE root_id IN (SELECT value FROM json_each(?)))`,
      values: [JSON.stringify(query.rootRunIds)],
    },
    withIdPrefix(query.runIdPrefix),
    query.sessionId === undefined ? undefined : { sql: "session = ?", values: [query.sessionId] },
    among("kind", query.kinds),
    among("name", query.names),
    among("status", query.statuses),
    among("model", query.models),
    query.tags && {
      sql: "EXISTS (SELECT 1 FROM json_each(tags) WHERE value IN (SELECT value FROM json_each(?)))",
      values: [JSON.stringify(query.tags)],
    },
    query.startedFrom === undefined ? undefined : { sql: "started_at >= ?", values: [query.startedFrom] },
    query.startedBefore === undefined ? undefined : { sql: "started_at < ?", values: [query.startedBefore] },
    (query.minimumDurationMs ?? 0) > 0 ? { sql: "duration >= ?", values: [query.minimumDurationMs ?? 0] } : undefined,
    ...Object.entries(query.metadata ?? {}).map(([key, value]) => withMetadata(key, value)),
    withFeedback(query, database),
    ...withText(query, database),
  ];
  const present = conditions.filter((condition) => condition !== undefined);
  return {
    sql: present.map(({ sql }) => sql).join(" AND ") || "1",
    values: present.flatMap(({ values }) => values),
  };
}

/** The rows after a cursor's, and their order. */
export function placeConditionOf(order: RunOrder, cursor: string | undefined): Condition & { readonly order: string } {
  const column = order === "costliest" ? "cost" : order === "slowest" ? "duration" : "started_at";
  const [direction, comparison] = order === "oldest" ? ["ASC", ">"] : ["DESC", "<"];
  const by = `${column} ${direction}, run_id ${direction}`;
  if (cursor === undefined) return { sql: "1", values: [], order: by };
  const [figure, runId] = placeOfCursor(cursor, order);
  return {
    sql: `${column} ${comparison}= ? AND (${column} ${comparison} ? OR run_id ${comparison} ?)`,
    values: [figure, figure, runId],
    order: by,
  };
}

/** By the index of ids, whichever table is asked. No character is greater than the last of Unicode. */
function withIdPrefix(prefix = ""): Condition | undefined {
  if (prefix === "") return undefined;
  return {
    sql: "run_key IN (SELECT run_key FROM runs WHERE run_id >= ? AND run_id < ?)",
    values: [prefix, `${prefix}\u{10FFFF}`],
  };
}

/** The list goes in as JSON: SQLite bounds how many question marks there are. */
function among(column: string, values: readonly string[] | undefined): Condition | undefined {
  return values && { sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] };
}

function withMetadata(key: string, value: JsonValue): Condition {
  const [sql, ...values] = metadataComparison(value);
  return {
    sql: `EXISTS (SELECT 1 FROM json_each(metadata) WHERE key = ? AND ${sql})`,
    values: [key, ...values],
  };
}

function metadataComparison(value: JsonValue): [string, ...SqliteValue[]] {
  if (typeof value === "string") return ["type = 'text' AND value = ?", value];
  if (typeof value === "number") return ["type IN ('integer', 'real') AND value = ?", value];
  if (value === null || typeof value === "boolean") return ["type = ?", String(value)];
  return ["type IN ('object', 'array') AND value = ?", JSON.stringify(value)];
}

function withFeedback(query: RunQuery, database: SqliteDatabase): Condition | undefined {
  if (query.feedback === undefined) return undefined;
  const kinds = JSON.stringify(query.feedback);
  const having = "FROM feedback WHERE kind IN (SELECT value FROM json_each(?))";
  const found = database.prepare(`SELECT DISTINCT run_key ${having} LIMIT ${String(mostNamed + 1)}`).all(kinds);
  if (found.length > mostNamed)
    return { sql: `EXISTS (SELECT 1 ${having} AND feedback.run_key = ${tableOf(query)}.run_key)`, values: [kinds] };
  const named = found.map((row) => (row as { readonly run_key: number }).run_key);
  return { sql: "run_key IN (SELECT value FROM json_each(?))", values: [JSON.stringify(named)] };
}

/** Each word on its own: they may stand in different runs of a trace, or be said at different times of a run. */
function withText({ text, scope }: RunQuery, database: SqliteDatabase): readonly Condition[] {
  const isOfRuns = scope === "all";
  const keyOfRun = isOfRuns ? "run_key" : keysInSql.traceOfRun;
  const matching = `SELECT DISTINCT ${isOfRuns ? keysInSql.runOfText : keysInSql.traceOfText} AS key FROM search WHERE search MATCH ?`;
  const probe = database.prepare(`${matching} LIMIT ${String(mostNamed + 1)}`);
  return [...new Set(wordsOf(text ?? ""))].map((word) => {
    const match = matchOf(word, database);
    const found = probe.all(match).map((row) => (row as { readonly key: number }).key);
    if (found.length > mostNamed) return { sql: `${keyOfRun} IN (${matching})`, values: [match] };
    const named = JSON.stringify(found);
    if (isOfRuns) return { sql: "run_key IN (SELECT value FROM json_each(?))", values: [named] };
    return {
      sql: `run_key IN (SELECT said.run_key FROM json_each(?) AS trace JOIN tops AS said ON ${keysInSql.isInTrace("said.run_key", "trace.value")})`,
      values: [named],
    };
  });
}
