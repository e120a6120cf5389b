/* The little that the store needs of SQLite, and where it comes from: Node's own, or libsql where Node has none. */
import { createRequire } from "node:module";
import { TraceStoreError } from "../store/trace-store-error.js";

export type SqliteValue = string | number | null;

export interface SqliteStatement {
  run(...values: readonly SqliteValue[]): { readonly changes: number | bigint };
  get(...values: readonly SqliteValue[]): unknown;
  all(...values: readonly SqliteValue[]): unknown[];
  iterate(...values: readonly SqliteValue[]): Iterable<unknown>;
}

export interface SqliteDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

type DatabaseClass = new (path: string) => SqliteDatabase;

/**
 * Opens a file with whichever there is.
 *
 * @throws TraceStoreError if there is neither
 */
export function openDatabase(path: string): SqliteDatabase {
  const Database = databaseOfNode() ?? databaseOfLibsql();
  return new Database(path);
}

/** Node 22.13 and later have it; before it stood behind a flag or was not there. */
function databaseOfNode(): DatabaseClass | undefined {
  const { getBuiltinModule } = process as { readonly getBuiltinModule?: (name: string) => unknown };
  const module = getBuiltinModule?.("node:sqlite") as { readonly DatabaseSync: DatabaseClass } | undefined;
  return module?.DatabaseSync;
}

function databaseOfLibsql(): DatabaseClass {
  try {
    return createRequire(import.meta.url)("libsql") as DatabaseClass;
  } catch (cause) {
    throw new TraceStoreError(
      `Node ${process.versions.node} has no SQLite of its own. Use Node 22.13 or later, or install it: npm install libsql`,
      { cause },
    );
  }
}
