import { isLost, type WritingProcess } from "../store/writing-process.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

/** Processes that write into the file, since version 3. */
export const processesSql = `
  CREATE TABLE processes (writer TEXT PRIMARY KEY, time REAL NOT NULL, pid INTEGER, host TEXT) WITHOUT ROWID;
`;

interface ProcessRow {
  readonly writer: string;
  readonly time: number;
  readonly pid: number | null;
  readonly host: string | null;
}

/** The processes that write into a file, each as it said last of itself. */
export class ProcessTable {
  readonly #put: SqliteStatement;
  readonly #all: SqliteStatement;
  readonly #remove: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#put = database.prepare("INSERT OR REPLACE INTO processes VALUES (?, ?, ?, ?)");
    this.#all = database.prepare("SELECT writer, time, pid, host FROM processes");
    this.#remove = database.prepare("DELETE FROM processes WHERE writer = ? AND time = ?");
  }

  put({ writer, time, pid, host }: WritingProcess): void {
    this.#put.run(writer, time, pid ?? null, host ?? null);
  }

  /** Those that have ended, and said nothing for so long. */
  lost(silentMs: number): readonly WritingProcess[] {
    const all = (this.#all.all() as ProcessRow[]).map(({ pid, host, ...said }): WritingProcess => ({
      ...said,
      ...(pid === null ? {} : { pid }),
      ...(host === null ? {} : { host }),
    }));
    return all.filter((process) => isLost(process, silentMs));
  }

  /** Forgets a process, unless it has said something since. */
  remove({ writer, time }: WritingProcess): void {
    this.#remove.run(writer, time);
  }
}
