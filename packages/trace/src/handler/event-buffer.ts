import type { TraceEvent } from "../schema/trace-event.js";
import type { TraceStore } from "../store/trace-store.js";
import { type FailedTraceWrite, TraceWriteError } from "./trace-write-error.js";

/** What bounds an {@link EventBuffer}, and how it writes. */
export interface EventBufferOptions {
  readonly openStore: () => TraceStore | Promise<TraceStore>;
  /** Begins in the same turn: there may be no other. */
  readonly write: (store: TraceStore, events: readonly TraceEvent[]) => Promise<void>;
  readonly maxBatchEvents: number;
  readonly maxDelayMs: number;
  readonly maxBufferedEvents: number;
  readonly maxBufferedBytes: number;
}

/** Somebody who waits for the first so many events. */
interface Waiter {
  readonly events: number;
  resolve(): void;
  reject(error: TraceWriteError): void;
}

const retryMs = 1000;
const soonMs = 5;

const closed = {
  reason: "The handler is closed",
  remedy: "Close it after the last run, or attach another one made by `traceHandler()`.",
};
const full = {
  reason: "The buffer is full",
  remedy: "Raise `maxBufferedEvents` and `maxBufferedBytes`, or have the store written to faster.",
};
const notTaken = { reason: "The store took no events", remedy: "Mend the store." };
const closedTooSoon = { reason: "The handler was closed before all was written", remedy: notTaken.remedy };

/**
 * Events on their way to a store, in order. One batch is under way at a time. What could not be written stays and is tried again, after a second and
 * whenever somebody flushes: a store takes an event twice for once. When it is full, events are dropped and counted, chunks of answers long
 * before starts and ends: without those a run can't be shown.
 */
export class EventBuffer {
  readonly #options: EventBufferOptions;
  #store: TraceStore | undefined;
  #events: TraceEvent[] = [];
  #bytes = 0;
  #accepted = 0;
  #written = 0;
  #dropped = 0;
  #isWriting = false;
  #isSoon = false;
  #failure: TraceWriteError | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiters: Waiter[] = [];
  #isClosed = false;

  constructor(options: EventBufferOptions) {
    this.#options = options;
  }

  get counts(): { readonly written: number; readonly pending: number; readonly dropped: number } {
    return { written: this.#written, pending: this.#events.length, dropped: this.#dropped };
  }

  /** The first chunk of an answer is what somebody may be waiting to see: it is written soon. @throws TraceWriteError if there is no room: the event is dropped and counted. */
  add(event: TraceEvent): void {
    const size = sizeOf(event);
    if (this.#isClosed || !this.#hasRoom(event, size)) {
      this.#dropped++;
      throw this.#isClosed ? this.#error(closed) : (this.#failure ?? this.#error(full));
    }
    this.#events.push(event);
    this.#bytes += size;
    this.#accepted++;
    if (this.#failure !== undefined || this.#isWriting) return;
    if (this.#events.length >= this.#options.maxBatchEvents) this.#startWriting();
    else if (event.index === 0) this.#writeSoon();
    else this.#timer ??= this.#writeAfter(this.#options.maxDelayMs);
  }

  /** Resolves once all events so far are in the store. Rejects if the attempt fails. */
  written(): Promise<void> {
    const written = this.#wait();
    if (this.#written < this.#accepted) this.#startWriting();
    return written;
  }

  /** The same, in a moment: when many runs end at once, their events go into one batch. */
  soonWritten(): Promise<void> {
    const isResting = this.#isWriting || this.#failure !== undefined;
    if (!isResting && this.#written < this.#accepted) this.#writeSoon();
    return this.#wait();
  }

  /** Writes what there is and takes no more. What can't be written is dropped. */
  async close(): Promise<void> {
    this.#isClosed = true;
    try {
      await this.written();
    } catch (error) {
      this.#dropped += this.#events.length;
      this.#events = [];
      this.#accepted = this.#written;
      throw this.#error(closedTooSoon, (error as TraceWriteError).cause);
    } finally {
      clearTimeout(this.#timer);
    }
  }

  /** The last chance: stores that open and write at once have it then, others don't. Whether they do can't be waited for. */
  writeNow(): void {
    if (this.#events.length === 0) return;
    try {
      const store = this.#store ?? this.#options.openStore();
      if (!("append" in store)) return;
      this.#store = store;
      this.#options.write(store, this.#events).catch(() => undefined);
    } catch {
      // There is nobody left who could do something about it.
    }
  }

  /** Writes unless that has just failed: a process with nothing else to do would otherwise try for ever. */
  writeIfIdle(): void {
    if (this.#failure === undefined) this.written().catch(() => undefined);
  }

  #wait(): Promise<void> {
    if (this.#written === this.#accepted) return Promise.resolve();
    return new Promise((resolve, reject) => this.#waiters.push({ events: this.#accepted, resolve, reject }));
  }

  #hasRoom({ type }: TraceEvent, size: number): boolean {
    const { maxBufferedEvents, maxBufferedBytes } = this.#options;
    const share = type.endsWith(".delta") ? 0.5 : 1;
    // One at least goes in, however little is allowed.
    return (
      this.#events.length === 0 ||
      (this.#events.length < maxBufferedEvents * share && this.#bytes + size <= maxBufferedBytes * share)
    );
  }

  #writeSoon(): void {
    if (this.#isSoon) return;
    clearTimeout(this.#timer);
    this.#isSoon = true;
    this.#timer = this.#writeAfter(Math.min(soonMs, this.#options.maxDelayMs));
  }

  #writeAfter(delayMs: number): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => this.#startWriting(), delayMs);
    // What waits is written when the process goes idle: it needn't stay for that.
    (timer as { unref?(): void }).unref?.();
    return timer;
  }

  #startWriting(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isSoon = false;
    // What is said in the same turn goes into the same batch.
    queueMicrotask(() => void this.#writeAll());
  }

  async #writeAll(): Promise<void> {
    try {
      this.#store ??= await this.#options.openStore();
      while (this.#events.length > 0) await this.#writeBatch(this.#store);
      this.#failure = undefined;
    } catch (cause) {
      this.#fail(this.#error(notTaken, cause));
    }
    this.#isWriting = false;
  }

  async #writeBatch(store: TraceStore): Promise<void> {
    const batch = this.#events.slice(0, this.#options.maxBatchEvents);
    await this.#options.write(store, batch);
    this.#events.splice(0, batch.length);
    for (const event of batch) this.#bytes -= sizeOf(event);
    this.#written += batch.length;
    const ready = this.#waiters.filter(({ events }) => events <= this.#written);
    if (ready.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  }

  /** Whoever waits learns of it. */
  #fail(failure: TraceWriteError): void {
    this.#failure = failure;
    const waiting = this.#waiters;
    this.#waiters = [];
    for (const { reject } of waiting) reject(failure);
    if (!this.#isClosed) this.#timer ??= this.#writeAfter(retryMs);
  }

  #error(said: Pick<FailedTraceWrite, "reason" | "remedy">, cause?: unknown): TraceWriteError {
    return new TraceWriteError({ ...said, pending: this.#events.length, dropped: this.#dropped, cause });
  }
}

/** Roughly what an event takes. */
const sizeOf = ({ payload, text }: TraceEvent): number => 300 + (payload?.length ?? 0) + (text?.length ?? 0);
