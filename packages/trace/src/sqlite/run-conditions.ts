import type { JsonValue } from "../schema/trace-event.js";
import { placeOfCursor, type RunOrder } from "../store/run-order.js";
import type { RunQuery } from "../store/run-query.js";
import { wordsOf } from "../store/searched-words.js";
import type { SqliteValue } from "./sqlite-driver.js";

/** A condition in SQL, and its values in the order of its question marks. Nothing that was asked ever stands in the SQL itself. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqliteValue[];
}

/** What a query asks of rows of `runs`. */
export function conditionOf(query: Omit<RunQuery, "order" | "limit" | "cursor">): Condition {
  const conditions: (Condition | undefined)[] = [
    query.scope === "all" ? undefined : { sql: "is_top = 1", values: [] },
    among("root_id", query.rootRunIds),
    query.sessionId === undefined ? undefined : { sql: "session = ?", values: [query.sessionId] },
    among("kind", query.kinds),
    among("name", query.names),
    among("status", query.statuses),
    among("model", query.models),
    query.tags && {
      sql: "EXISTS (SELECT 1 FROM json_each(runs.tags) WHERE value IN (SELECT value FROM json_each(?)))",
      values: [JSON.stringify(query.tags)],
    },
    query.startedFrom === undefined ? undefined : { sql: "started_at >= ?", values: [query.startedFrom] },
    query.startedBefore === undefined ? undefined : { sql: "started_at < ?", values: [query.startedBefore] },
    (query.minimumDurationMs ?? 0) > 0 ? { sql: "duration >= ?", values: [query.minimumDurationMs ?? 0] } : undefined,
    ...Object.entries(query.metadata ?? {}).map(([key, value]) => withMetadata(key, value)),
    ...wordsOf(query.text ?? "").map((word) => withWord(word, query.scope)),
  ];
  const present = conditions.filter((condition) => condition !== undefined);
  return {
    sql: present.map(({ sql }) => sql).join(" AND ") || "1",
    values: present.flatMap(({ values }) => values),
  };
}

/** The rows after a cursor's, their order, and by which column. */
export function placeConditionOf(order: RunOrder, cursor: string | undefined): Condition & { readonly order: string } {
  const column = order === "costliest" ? "cost" : order === "slowest" ? "duration" : "started_at";
  const [direction, comparison] = order === "oldest" ? ["ASC", ">"] : ["DESC", "<"];
  const by = `${column} ${direction}, run_id ASC`;
  if (cursor === undefined) return { sql: "1", values: [], order: by };
  const [figure, runId] = placeOfCursor(cursor, order);
  return {
    sql: `${column} ${comparison}= ? AND (${column} ${comparison} ? OR run_id > ?)`,
    values: [figure, figure, runId],
    order: by,
  };
}

/** The list goes in as JSON: SQLite bounds how many question marks there are. */
function among(column: string, values: readonly string[] | undefined): Condition | undefined {
  return values && { sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] };
}

function withMetadata(key: string, value: JsonValue): Condition {
  const [sql, ...values] = metadataComparison(value);
  return {
    sql: `EXISTS (SELECT 1 FROM json_each(runs.metadata) WHERE key = ? AND ${sql})`,
    values: [key, ...values],
  };
}

function metadataComparison(value: JsonValue): [string, ...SqliteValue[]] {
  if (typeof value === "string") return ["type = 'text' AND value = ?", value];
  if (typeof value === "number") return ["type IN ('integer', 'real') AND value = ?", value];
  if (value === null || typeof value === "boolean") return ["type = ?", String(value)];
  return ["type IN ('object', 'array') AND value = ?", JSON.stringify(value)];
}

/** A word consists of letters and digits, and stands in quotes: no operator of FTS5 can be typed. */
function withWord(word: string, scope: RunQuery["scope"]): Condition {
  const column = scope === "all" ? "run_id" : "root_id";
  return {
    sql: `${column} IN (SELECT ${column} FROM events WHERE position IN (SELECT rowid FROM search WHERE search MATCH ?))`,
    values: [`"${word}"*`],
  };
}
