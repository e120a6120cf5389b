import { statSync } from "node:fs";
import { TraceStoreError } from "../store/trace-store-error.js";

/** What to do about SQLite's complaints, by what stands in them: the two drivers share the texts of SQLite, not its codes. */
const remedies: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /not a database|malformed|corrupt/iu,
    "The file is damaged or no database. Move it away, with its -wal and -shm files: a new one is made.",
  ],
  [/locked|busy/iu, "Another process holds it. Close what writes to it, or try again."],
  [/EISDIR/u, "That is a folder. Name a file in it."],
  [/ENOTDIR|EEXIST/u, "Where its path needs a folder, there is a file. Name a file in a folder."],
  [/unable to open|cantopen|permission|EACCES|ENOENT|EROFS/iu, "Name a file in a folder that can be written to."],
  [/readonly|read-only/iu, "It may not be written to. Change its permissions, or name another file."],
  [/full|ENOSPC/iu, "There is no space left. Free some, or prune the store and name another disk."],
  [
    /disk I\/O error/iu,
    "The disk did not take it: it may be full, or files may not be as large there. Free some, or name another disk.",
  ],
];

/** An error of the store, whatever was thrown. */
export function explainError(error: unknown, path: string): TraceStoreError {
  if (error instanceof TraceStoreError) return error;
  if (isFolder(path))
    return new TraceStoreError(`The trace store ${path} is a folder. Name a file in it.`, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  const remedy =
    remedies.find(([pattern]) => pattern.test(message))?.[1] ?? "This is a defect of the store: please report it.";
  return new TraceStoreError(`The trace store ${path} failed: ${message}. ${remedy}`, { cause: error });
}

/** What SQLite says of one is a number, or that it can't be opened. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
