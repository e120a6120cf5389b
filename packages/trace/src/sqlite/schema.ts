import { TraceStoreError } from "../store/trace-store-error.js";
import { pragma } from "./pragma.js";
import { processesSql } from "./process-table.js";
import { rollBack } from "./roll-back.js";
import { applicationId, schemaSql, schemaVersion } from "./schema-sql.js";
import type { SqliteDatabase } from "./sqlite-driver.js";
import { takeOverVersionOne } from "./version-one.js";
import { addVersionFive } from "./version-five.js";
import { addedInVersionFour } from "./version-four.js";

/**
 * Makes a file a store of this version, whatever older version it has; all of it or nothing.
 *
 * @throws TraceStoreError if it is no store, or a newer one
 */
export function migrate(database: SqliteDatabase, path: string): void {
  if (versionOf(database, path) === schemaVersion) return;
  database.exec("BEGIN IMMEDIATE");
  try {
    const version = versionOf(database, path);
    if (version === 0) database.exec(schemaSql);
    if (version === 2) database.exec(processesSql);
    if (version === 1) takeOverVersionOne(database);
    if (version === 2 || version === 3) database.exec(addedInVersionFour);
    if (version >= 2 && version <= 4) addVersionFive(database);
    database.exec(`PRAGMA application_id = ${String(applicationId)}; PRAGMA user_version = ${String(schemaVersion)}`);
    database.exec("COMMIT");
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** 0 if it is empty. */
function versionOf(database: SqliteDatabase, path: string): number {
  const version = pragma(database, "user_version");
  if (pragma(database, "application_id") !== applicationId) {
    if (database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined && version === 0) return 0;
    throw new TraceStoreError(`${path} is a database of something else. Name another file for traces.`);
  }
  if (version > schemaVersion)
    throw new TraceStoreError(
      `${path} was written by a newer Earshot (version ${String(version)} of the file, this one knows ${String(schemaVersion)}). Update @earshot/trace, or name another file.`,
    );
  return version;
}
