import type { SqliteDatabase } from "./sqlite-driver.js";

/** The number that a pragma answers. */
export function pragma(database: SqliteDatabase, name: string): number {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, number> | undefined;
  return row?.[name] ?? 0;
}
