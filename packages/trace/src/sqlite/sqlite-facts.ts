import { existsSync } from "node:fs";
import { explainError } from "./explain-error.js";
import { pragma } from "./pragma.js";
import { applicationId, schemaVersion } from "./schema-sql.js";
import { driverName, openDatabase } from "./sqlite-driver.js";

/** Which SQLite there is, and what a file is to it. */
export interface SqliteFacts {
  readonly driver: "node:sqlite" | "libsql";
  /** Of SQLite itself. */
  readonly sqliteVersion: string;
  /** The version of files that this release makes; older ones are brought to it when they are opened. */
  readonly schemaVersion: number;
  /** Of the file; left out if it is not there, is empty, or is none of ours. */
  readonly fileVersion?: number;
}

/**
 * What stands between a program and its store. Looks alone: no file is made, none is brought to a newer version.
 *
 * @throws TraceStoreError if there is no SQLite, or the file is no database
 *
 * @example
 * ```ts
 * import { sqliteFacts } from "@earshot/trace/sqlite";
 *
 * console.log(/^3\.\d+/.test(sqliteFacts("no-such.db").sqliteVersion)); // => true
 * ```
 */
export function sqliteFacts(path: string): SqliteFacts {
  try {
    const database = openDatabase(existsSync(path) ? path : ":memory:");
    try {
      const { version } = database.prepare("SELECT sqlite_version() AS version").get() as { readonly version: string };
      const isOurs = pragma(database, "application_id") === applicationId;
      const fileVersion = isOurs ? { fileVersion: pragma(database, "user_version") } : {};
      return { driver: driverName(), sqliteVersion: version, schemaVersion, ...fileVersion };
    } finally {
      database.close();
    }
  } catch (error) {
    throw explainError(error, path);
  }
}
