import type { AppendedFile } from "./appended-file.js";
import { JsonlClosedError } from "./jsonl-closed-error.js";
import type { JsonlWriteError } from "./jsonl-write-error.js";

const maxBatchBytes = 1024 * 1024;
const retryMs = 1000;

/** What bounds a {@link LineBuffer}, and when it waits for the disk. */
export interface LineBufferOptions {
  readonly path: string;
  readonly maxBufferedBytes: number;
  readonly maxBatchBytes: number;
  readonly fsync: "never" | "flush" | "always";
}

/** Somebody who waits for the first so many lines. */
interface Waiter {
  readonly lines: number;
  readonly needsSync: boolean;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Lines on their way to a file. One write is under way at a time, and takes along what has come meanwhile. What could not be written
 * stays and is tried again, at the next line after a second, and whenever somebody flushes.
 */
export class LineBuffer {
  readonly #file: AppendedFile;
  readonly #options: LineBufferOptions;
  #lines: Buffer[] = [];
  #bytes = 0;
  #accepted = 0;
  #written = 0;
  #isWriting = false;
  #failure: JsonlWriteError | undefined;
  #retryAt = 0;
  #waiters: Waiter[] = [];
  #room: Waiter[] = [];
  #closed: Promise<void> | undefined;

  constructor(file: AppendedFile, options: LineBufferOptions) {
    this.#file = file;
    this.#options = options;
  }

  /**
   * Takes a line. When the buffer is full, answers a promise and takes it once there is room.
   *
   * @throws JsonlWriteError, at once or by the promise, if there is no room since nothing can be written: the line is not taken then;
   * JsonlClosedError
   */
  add(line: string): Promise<void> | undefined {
    if (this.#closed !== undefined) throw new JsonlClosedError(this.#options.path);
    const bytes = Buffer.from(line);
    if (this.#hasRoom && this.#room.length === 0) {
      this.#take(bytes);
      return undefined;
    }
    const isRested = this.#failure !== undefined && Date.now() < this.#retryAt;
    if (isRested) throw this.#failure;
    const room = new Promise<void>((resolve, reject) =>
      this.#room.push({ lines: 0, needsSync: false, resolve: () => resolve(this.#take(bytes)), reject }),
    );
    this.#startWriting();
    return room;
  }

  /** Resolves once all lines so far are in the file; with `"flush"`, on the disk if `needsSync`. Rejects if the attempt fails. */
  written(needsSync: boolean): Promise<void> {
    const syncs = needsSync && this.#options.fsync === "flush";
    if (this.#written === this.#accepted && !this.#isWriting && !syncs) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#waiters.push({ lines: this.#accepted, needsSync: syncs, resolve, reject });
      this.#startWriting();
    });
  }

  /** Writes what there is, closes the file, and takes no more. */
  close(): Promise<void> {
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  /** One line at least goes in, however little is allowed. */
  get #hasRoom(): boolean {
    return this.#lines.length === 0 || this.#bytes < this.#options.maxBufferedBytes;
  }

  async #finish(): Promise<void> {
    try {
      do await this.written(true);
      while (this.#lines.length > 0 || this.#room.length > 0);
    } finally {
      await this.#file.close();
    }
  }

  #take(bytes: Buffer): void {
    this.#lines.push(bytes);
    this.#bytes += bytes.length;
    this.#accepted++;
    if (this.#failure === undefined || Date.now() >= this.#retryAt) this.#startWriting();
  }

  #startWriting(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    // What is said in the same turn goes into the same write.
    queueMicrotask(() => void this.#writeAll());
  }

  async #writeAll(): Promise<void> {
    try {
      do {
        await this.#writeBatch();
        await this.#settleWaiters();
      } while (this.#lines.length > 0 || this.#waiters.length > 0);
      this.#failure = undefined;
    } catch (error) {
      this.#fail(error as JsonlWriteError);
    }
    this.#isWriting = false;
  }

  async #writeBatch(): Promise<void> {
    if (this.#lines.length === 0) return;
    const batch = this.#nextBatch();
    const count = await this.#file.append(batch);
    for (const line of this.#lines.splice(0, count)) this.#bytes -= line.length;
    this.#written += count;
    if (this.#options.fsync === "always") await this.#file.sync();
    this.#makeRoom();
  }

  #nextBatch(): readonly Buffer[] {
    const limit = Math.min(maxBatchBytes, this.#options.maxBatchBytes);
    let bytes = 0;
    const end = this.#lines.findIndex((line) => (bytes += line.length) > limit);
    return end === -1 ? this.#lines.slice() : this.#lines.slice(0, Math.max(1, end));
  }

  async #settleWaiters(): Promise<void> {
    const isReady = ({ lines }: Waiter): boolean => lines <= this.#written;
    const ready = this.#waiters.filter(isReady);
    if (ready.some(({ needsSync }) => needsSync)) await this.#file.sync();
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  }

  #makeRoom(): void {
    while (this.#room.length > 0 && this.#hasRoom) this.#room.shift()?.resolve();
  }

  /** Whoever waits learns of it. */
  #fail(error: JsonlWriteError): void {
    this.#failure = error;
    this.#retryAt = Date.now() + retryMs;
    const waiting = [...this.#waiters, ...this.#room];
    this.#waiters = [];
    this.#room = [];
    for (const { reject } of waiting) reject(error);
  }
}
