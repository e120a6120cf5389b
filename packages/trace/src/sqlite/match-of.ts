import type { SqliteDatabase } from "./sqlite-driver.js";

/** The words that there are, each once. A table of this connection alone, of which the file knows nothing; made when somebody searches. */
const vocabularySql = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search, row)";

/** Up to so many words are asked for one by one. */
const namedWords = 32;

/**
 * Texts with words that begin so. For a beginning FTS5 reads all places of all words that have it, even if a few of the newest are asked for; of whole
 * words it reads those that are asked for. Words consist of letters and digits, and stand in quotes: no operator of FTS5 can be typed.
 */
export function matchOf(word: string, database: SqliteDatabase): string {
  database.exec(vocabularySql);
  const words = database
    .prepare(`SELECT term FROM temp.vocabulary WHERE term >= ? AND term <= ? LIMIT ${String(namedWords + 1)}`)
    .all(word, `${word}\u{10FFFF}`) as { readonly term: string }[];
  // None begins so, or FTS5 writes a letter in another way than who asks.
  if (words.length === 0 || words.length > namedWords) return `"${word}"*`;
  return words.map(({ term }) => `"${term}"`).join(" OR ");
}
