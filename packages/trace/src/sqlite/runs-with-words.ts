import type { RunQuery } from "../store/run-query.js";
import { wordsOf } from "../store/searched-words.js";
import { keys, keysInSql } from "./keys.js";
import { matchOf } from "./match-of.js";
import type { SqliteDatabase } from "./sqlite-driver.js";

/** So many of a list are looked at, at once. They must lie close to each other in the file: of lists by time they do. */
export const lookedAt = 400;
const closeTraces = 4 * lookedAt;

/**
 * Of runs in the order of a list those that have the words that were asked for. Many traces have a frequent word: who wants fifty of them needs not know
 * all. `undefined` if the runs lie too far apart for that.
 */
export function runsWithWords(
  runKeys: readonly number[],
  { text, scope }: Pick<RunQuery, "text" | "scope">,
  database: SqliteDatabase,
): readonly number[] | undefined {
  const traceKeys = runKeys.map(keys.traceOf);
  const first = traceKeys.reduce((least, key) => Math.min(least, key), Infinity);
  const last = traceKeys.reduce((most, key) => Math.max(most, key), 0);
  if (last - first > closeTraces) return undefined;
  const isOfRuns = scope === "all";
  const find = database.prepare(
    `SELECT DISTINCT ${isOfRuns ? keysInSql.runOfText : keysInSql.traceOfText} AS key FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ?`,
  );
  const range = [keys.firstTextOf(keys.firstRunOf(first)), keys.firstTextOf(keys.firstRunOf(last + 1))];
  let found = runKeys;
  for (const word of new Set(wordsOf(text ?? ""))) {
    if (found.length === 0) break;
    const having = new Set(
      find.all(matchOf(word, database), ...range).map((row) => (row as { readonly key: number }).key),
    );
    found = found.filter((runKey) => having.has(isOfRuns ? runKey : keys.traceOf(runKey)));
  }
  return found;
}
