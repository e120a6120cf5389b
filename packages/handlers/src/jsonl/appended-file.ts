import type { BigIntStats } from "node:fs";
import { type FileHandle, mkdir, open, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { JsonlWriteError, type FailedWrite } from "./jsonl-write-error.js";
import { rotatedName } from "./rotated-files.js";

const newline = 0x0a;
const retryRotationMs = 60_000;

/** Where lines go, and when the file makes room for a new one. */
export interface AppendedFileOptions {
  readonly path: string;
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  /** Whether a file has to be on the disk before it is left. */
  readonly syncsBeforeLeaving: boolean;
  /** Told of a file that was rotated away, or why it was not. */
  onLeft(path: string, error?: JsonlWriteError): void;
}

/**
 * A file that lines are only ever added to, also by other processes at the same time: each batch is one write, which the system puts
 * at the file's end as it is then. Looks before each batch whether the path still names the file, since others may rotate it as well.
 *
 * What a killed process left torn at the end is never written on to: the next batch begins on a line of its own.
 */
export class AppendedFile {
  readonly #options: AppendedFileOptions;
  #handle: FileHandle | undefined;
  #stats: BigIntStats | undefined;
  /** Where the file ended after our latest write, if nobody else wrote. */
  #end = 0;
  #endsTorn = false;
  #openedAt = 0;
  #rotatesAgainAt = 0;

  constructor(options: AppendedFileOptions) {
    this.#options = options;
  }

  /**
   * Adds lines by one write.
   *
   * @returns how many of them are in the file now: all, unless the disk is just running full
   * @throws JsonlWriteError if none is
   */
  async append(lines: readonly Buffer[]): Promise<number> {
    const bytes = lines.reduce((sum, line) => sum + line.length, 0);
    const handle = await this.#ready(bytes);
    const torn = this.#endsTorn ? 1 : 0;
    const batch = Buffer.concat(torn === 1 ? [Buffer.from("\n"), ...lines] : lines);
    let { bytesWritten } = await this.#try("write", () => handle.write(batch));
    this.#end += bytesWritten;
    if (bytesWritten === batch.length) {
      this.#endsTorn = false;
      return lines.length;
    }
    if (bytesWritten > 0) this.#endsTorn = batch[bytesWritten - 1] !== newline;
    let whole = 0;
    bytesWritten -= torn;
    // A line of which only the end is missing is in the file: the next batch ends it.
    for (const line of lines) if ((bytesWritten -= line.length) >= -1) whole++;
    return whole;
  }

  /** Waits until what was added is on the disk. */
  async sync(): Promise<void> {
    await this.#try("sync", async () => this.#handle?.datasync());
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  async #ready(bytes: number): Promise<FileHandle> {
    let handle = await this.#current();
    if (this.#isToBeLeft(bytes) && (await this.#rotate(handle))) handle = await this.#current();
    return handle;
  }

  /** The file at the path, as it is now. */
  async #current(): Promise<FileHandle> {
    const handle = this.#handle;
    if (handle !== undefined) {
      const stats = await this.#statPath();
      if (stats !== undefined && isSameFile(stats, this.#stats)) {
        if (Number(stats.size) !== this.#end) await this.#lookAtEnd(handle, Number(stats.size));
        return handle;
      }
      await this.#leave(handle);
    }
    return this.#try("open", () => this.#open());
  }

  async #open(): Promise<FileHandle> {
    const { path } = this.#options;
    const folder = dirname(path);
    await mkdir(folder, { recursive: true });
    const handle = await open(path, "a+");
    try {
      this.#stats = await handle.stat({ bigint: true });
      await this.#lookAtEnd(handle, Number(this.#stats.size));
      if (this.#end === 0 && this.#options.syncsBeforeLeaving) await syncFolder(folder);
    } catch (error) {
      await handle.close();
      throw error;
    }
    this.#handle = handle;
    this.#openedAt = Date.now();
    return handle;
  }

  async #lookAtEnd(handle: FileHandle, end: number): Promise<void> {
    this.#end = end;
    this.#endsTorn = false;
    if (end === 0) return;
    const { buffer, bytesRead } = await this.#try("open", () => handle.read(Buffer.alloc(1), 0, 1, end - 1));
    this.#endsTorn = bytesRead === 1 && buffer[0] !== newline;
  }

  #isToBeLeft(bytes: number): boolean {
    if (this.#end === 0 || Date.now() < this.#rotatesAgainAt) return false;
    const { maxBytes, maxAgeMs } = this.#options;
    const began = Number(this.#stats?.birthtimeMs ?? 0n) || this.#openedAt; // not every file system knows the former
    return this.#end + bytes > maxBytes || Date.now() - began >= maxAgeMs;
  }

  /** Another process may have done it a moment ago: then there is nothing at the path, or a file that is begun a little early. */
  async #rotate(handle: FileHandle): Promise<boolean> {
    const { path, onLeft } = this.#options;
    const left = rotatedName(path, new Date());
    try {
      await rename(path, left);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ENOENT") return true;
      this.#rotatesAgainAt = Date.now() + retryRotationMs;
      onLeft(path, new JsonlWriteError({ path, action: "rotate", cause }));
      return false;
    }
    await this.#leave(handle);
    onLeft(left);
    return true;
  }

  async #leave(handle: FileHandle): Promise<void> {
    this.#handle = undefined;
    try {
      if (this.#options.syncsBeforeLeaving) await this.#try("sync", () => handle.datasync());
    } finally {
      await handle.close();
    }
  }

  async #statPath(): Promise<BigIntStats | undefined> {
    try {
      return await stat(this.#options.path, { bigint: true });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw new JsonlWriteError({ path: this.#options.path, action: "open", cause });
    }
  }

  async #try<TResult>(action: FailedWrite["action"], work: () => Promise<TResult>): Promise<TResult> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof JsonlWriteError) throw cause;
      throw new JsonlWriteError({ path: this.#options.path, action, cause });
    }
  }
}

const isSameFile = (left: BigIntStats, right: BigIntStats | undefined): boolean =>
  left.ino === right?.ino && left.dev === right.dev;

/** So that a new file is found again after a loss of power. Where folders can't be opened, the system takes care of it itself. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows
  }
}
