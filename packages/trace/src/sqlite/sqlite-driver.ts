/* The little that the store needs of SQLite, and where it comes from: Node's own, or libsql where Node has none. */
import { createRequire } from "node:module";
import { TraceStoreError } from "../store/trace-store-error.js";

export type SqliteValue = string | number | null;

export interface SqliteStatement {
  run(...values: readonly SqliteValue[]): { readonly changes: number | bigint };
  get(...values: readonly SqliteValue[]): unknown;
  all(...values: readonly SqliteValue[]): unknown[];
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

/** Which of the two that is. */
export function driverName(): "node:sqlite" | "libsql" {
  return databaseOfNode() === undefined ? "libsql" : "node:sqlite";
}

/** Node 22.13 and later have it; before it stood behind a flag or was not there. */
function databaseOfNode(): DatabaseClass | undefined {
  const { getBuiltinModule } = process as { readonly getBuiltinModule?: (name: string) => unknown };
  if (getBuiltinModule === undefined) return undefined;
  const module = withoutWarning(() => getBuiltinModule("node:sqlite"));
  return (module as { readonly DatabaseSync: DatabaseClass } | undefined)?.DatabaseSync;
}

/** Node 22 warns when its SQLite is first loaded that it may change; whoever opens a store can do nothing about it. */
function withoutWarning<TAnswer>(load: () => TAnswer): TAnswer {
  const { emitWarning } = process;
  process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
    if (!String(warning).startsWith("SQLite is an experimental feature"))
      Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** libsql has Node report on its process to learn of which C library it is; what that says of the network takes longest, and is not asked for. */
function withShortReport<TAnswer>(load: () => TAnswer): TAnswer {
  const { report } = process as { readonly report?: { excludeNetwork?: boolean } };
  if (report === undefined) return load();
  const { excludeNetwork = false } = report;
  report.excludeNetwork = true;
  try {
    return load();
  } finally {
    report.excludeNetwork = excludeNetwork;
  }
}

function databaseOfLibsql(): DatabaseClass {
  try {
    return withShortReport(() => createRequire(import.meta.url)("libsql") as DatabaseClass);
  } catch (cause) {
    throw new TraceStoreError(
      `Node ${process.versions.node} has no SQLite of its own. Use Node 22.13 or later, or install it: npm install libsql`,
      { cause },
    );
  }
}
