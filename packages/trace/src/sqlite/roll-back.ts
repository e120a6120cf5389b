import type { SqliteDatabase } from "./sqlite-driver.js";

/** Takes back what a transaction did. SQLite has done so already after the gravest of errors; what failed first is what counts. */
export function rollBack(database: SqliteDatabase): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // There was nothing left to take back.
  }
}
