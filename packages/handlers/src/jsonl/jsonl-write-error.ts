import { EarshotError } from "@earshot/core/errors";

/** What could not be done, to which file. */
export interface FailedWrite {
  readonly path: string;
  readonly action: "open" | "write" | "sync" | "rotate";
  readonly cause: unknown;
}

const advice: Readonly<Record<string, string>> = {
  EACCES: "Give the process the right to write there, or choose another `path`",
  EPERM: "Give the process the right to write there, or choose another `path`",
  EROFS: "The file system is read-only: choose another `path`",
  EISDIR: "It is a folder: name a file in it",
  ENOTDIR: "A part of the path is a file: choose another `path`",
  EEXIST: "A part of the path is a file: choose another `path`",
  ENOSPC: "The disk is full: make room, or bound what is kept by `maxBytes` and `maxFiles`",
  EDQUOT: "The quota is used up: make room, or bound what is kept by `maxBytes` and `maxFiles`",
  EMFILE: "The process has too many files open",
};

/**
 * A JSONL file could not be opened, written, synced to the disk or rotated. What was to be written is kept in memory, as far as there is
 * room, and tried again. `cause` is what the file system said.
 */
export class JsonlWriteError extends EarshotError {
  override readonly name = "JsonlWriteError";
  readonly path: string;
  readonly action: FailedWrite["action"];
  /** The file system's own code, such as `"ENOSPC"`. */
  readonly errno: string | undefined;

  constructor({ path, action, cause }: FailedWrite) {
    const { code: errno, message } = cause as NodeJS.ErrnoException;
    const next = (errno === undefined ? undefined : advice[errno]) ?? message;
    super(`Could not ${action} "${path}"${errno === undefined ? "" : ` (${errno})`}. ${next}.`, {
      code: "JSONL_WRITE",
      cause,
    });
    this.path = path;
    this.action = action;
    this.errno = errno;
  }
}
