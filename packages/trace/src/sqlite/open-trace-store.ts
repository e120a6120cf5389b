import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import type { TraceStore } from "../store/trace-store.js";
import { explainError } from "./explain-error.js";
import { migrate } from "./schema.js";
import { openDatabase, type SqliteDatabase } from "./sqlite-driver.js";
import { SqliteTraceStore } from "./sqlite-trace-store.js";

/** Where traces are kept. */
export interface TraceStoreOptions {
  /** The file; it and its folder are made if they are not there, readable by their owner alone. `:memory:` is none. */
  readonly path: string;
}

/**
 * Opens a file of traces, or makes it. As many processes as like may have it open; each sees what the others append. What was appended is safe when
 * `append` resolves, even if the process is killed right then.
 *
 * Works with Node's own SQLite from 22.13 on, with `libsql` before.
 *
 * @throws TraceStoreError if the file can't be opened, is something else, is damaged, or was written by a newer version; if there is no SQLite
 * @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 *
 * @example
 * ```ts
 * import { openTraceStore } from "@earshot/trace/sqlite";
 *
 * const store = await openTraceStore({ path: ":memory:" });
 * const facts = { runId: "a", rootRunId: "a", kind: "chain", name: "ask", tags: [], metadata: {}, visibility: "user", source: "earshot" } as const;
 * await store.append([{ ...facts, type: "chain.start", seq: 0, time: 1000 }]);
 *
 * const { runs } = await store.listRuns({ text: "as" });
 * console.log(runs.map(({ name, status }) => `${name} ${status}`)); // => [ 'ask running' ]
 * await store.close();
 * ```
 */
export async function openTraceStore(options: TraceStoreOptions): Promise<TraceStore> {
  const store = open(options);
  // Runs of processes that were killed long ago are no longer shown as running.
  await store.goOn().catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  return store;
}

/** The same at once, for who has no time to wait: a process that is about to exit. */
export function openTraceStoreSync(options: TraceStoreOptions): TraceStore {
  return open(options);
}

const shapes: ShapesOf<TraceStoreOptions> = { path: option.required(option.name) };

function open(options: TraceStoreOptions): SqliteTraceStore {
  checkOptions("openTraceStore", options, shapes);
  const { path } = options;
  let database: SqliteDatabase | undefined;
  try {
    if (path !== ":memory:") makeFile(path);
    database = openDatabase(path);
    // A file gives back what is free, and has pages into which a few events go, only if it was made so.
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL");
    database.exec("PRAGMA cache_size = -65536");
    database.prepare("PRAGMA journal_mode = WAL").all();
    // What several batches write to is put into its place once for all of them: the log grows to 8 MB before it is emptied. More would take no less of
    // the processor, and keep the process twice as long each time.
    database.exec("PRAGMA wal_autocheckpoint = 1000");
    // Survives the end of the process, whatever it is; after a loss of power the last appends may be missing, the file is whole.
    database.exec("PRAGMA synchronous = NORMAL");
    migrate(database, path);
    return new SqliteTraceStore(database, path);
  } catch (error) {
    database?.close();
    throw explainError(error, path);
  }
}

function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
}
