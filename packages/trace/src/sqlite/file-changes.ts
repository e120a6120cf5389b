import type { OpenedFile } from "./opened-file.js";
import { pragma } from "./pragma.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";
import { watchFile } from "./watch-file.js";

/** How often is looked whether another process wrote, where the system does not tell of it at once. */
const pollMs = 100;

/** Looks whether another connection wrote to a file, or somebody took it away. */
export class FileChanges {
  readonly #database: SqliteDatabase;
  readonly #file: OpenedFile;
  readonly #tell: () => void;
  #poll: ReturnType<typeof setInterval> | undefined;
  #endWatch: (() => void) | undefined;
  #askVersion: SqliteStatement | undefined;
  /** `data_version` as it was last seen: it changes when another connection writes. */
  #version = 0;
  #isThere = true;

  constructor(database: SqliteDatabase, file: OpenedFile, tell: () => void) {
    this.#database = database;
    this.#file = file;
    this.#tell = tell;
  }

  /** Once more is no different. Keeps no process alive. */
  start(): void {
    if (this.#poll !== undefined) return;
    this.#version = pragma(this.#database, "data_version");
    const look = (): void => {
      const [version, { isThere }] = [this.#dataVersion(), this.#file];
      if (version === this.#version && isThere === this.#isThere) return;
      this.#version = version;
      this.#isThere = isThere;
      this.#tell();
    };
    this.#poll = setInterval(look, pollMs).unref();
    // What is written goes there first.
    this.#endWatch = watchFile(`${this.#file.path}-wal`, look);
  }

  stop(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
    this.#endWatch?.();
    this.#askVersion = undefined;
  }

  /** Prepared once: that takes four times as long as asking. A file that can't be read for the moment is asked again soon. */
  #dataVersion(): number {
    try {
      this.#askVersion ??= this.#database.prepare("PRAGMA data_version");
      return (this.#askVersion.get() as { readonly data_version: number }).data_version;
    } catch {
      this.#askVersion = undefined;
      return this.#version;
    }
  }
}
