import { safeJson } from "@earshot/core/events";
import { longestWaitMs } from "./later.js";
import type { StreamEvent } from "./web-event.js";

/** One event as it goes over the wire. */
export interface Frame {
  readonly number: number;
  readonly text: string;
}

/** Somebody who reads a channel, at a pace of their own. */
export interface Reader {
  /** The number of the latest frame that was taken. */
  position: number;
  /** Ends the connection of a reader that takes nothing any more. */
  readonly drop: () => void;
}

/** The bounds of a channel. */
export interface ChannelLimits {
  /** Events that are kept for whoever comes back, or is slow. */
  readonly maxEvents: number;
  /** Milliseconds that a slow reader may keep the run waiting without taking anything. */
  readonly slowClientMs: number;
}

/** The events of one stream, numbered from 1, the latest of them kept. Whoever reads has a place of their own in it. */
export class EventChannel {
  readonly id: string;
  readonly #limits: ChannelLimits;
  readonly #readers = new Set<Reader>();
  #frames: Frame[] = [];
  #last = 0;
  #isEnded = false;
  #wakers: (() => void)[] = [];
  /** Told when a reader comes or goes, and at the end. */
  onChange: (() => void) | undefined;

  constructor(id: string, limits: ChannelLimits) {
    this.id = id;
    this.#limits = limits;
  }

  get readerCount(): number {
    return this.#readers.size;
  }

  /** Whether all has been said. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** @returns a promise if the one who says it should wait for a slow reader */
  push(data: unknown): Promise<void> | undefined {
    return this.#add("event", data);
  }

  /** Says how it all ended; nothing comes after. */
  end(...events: readonly StreamEvent[]): void {
    for (const { type, ...data } of events) void this.#add(type, data);
    this.#isEnded = true;
    this.#wake();
    this.onChange?.();
  }

  join(reader: Reader): void {
    this.#readers.add(reader);
    this.onChange?.();
  }

  leave(reader: Reader): void {
    if (!this.#readers.delete(reader)) return;
    this.#trim();
    this.#wake();
    this.onChange?.();
  }

  /** The frames after `position`; `undefined` if some of them are no longer kept, or never were. */
  after(position: number): readonly Frame[] | undefined {
    const first = this.#frames[0]?.number ?? this.#last + 1;
    if (position + 1 < first || position > this.#last) return undefined;
    return this.#frames.slice(position + 1 - first);
  }

  /** A reader took what there was up to `position`. */
  took(reader: Reader, position: number): void {
    reader.position = position;
    this.#trim();
    this.#wake();
  }

  /** Resolves to true when something happened, to false when the time is up. */
  changed(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), Math.min(milliseconds, longestWaitMs));
      this.#wakers.push(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  #add(type: string, data: unknown): Promise<void> | undefined {
    if (this.#isEnded) return undefined;
    // JSON has no line breaks of its own, so that nothing in it can be taken for a field of the stream.
    const json = JSON.stringify(safeJson(data));
    const number = ++this.#last;
    this.#frames.push({ number, text: `id: ${this.id}.${number}\nevent: ${type}\ndata: ${json}\n\n` });
    this.#trim();
    this.#wake();
    return this.#frames.length > this.#limits.maxEvents && type === "event" ? this.#waitForReaders() : undefined;
  }

  /** What is beyond the bound goes as soon as nobody who is connected still needs it. */
  #trim(): void {
    let surplus = this.#frames.length - this.#limits.maxEvents;
    if (surplus <= 0) return;
    for (const { position } of this.#readers)
      surplus = Math.min(surplus, this.#frames.findIndex(({ number }) => number > position) >>> 0);
    if (surplus > 0) this.#frames.splice(0, surplus);
  }

  async #waitForReaders(): Promise<void> {
    while (this.#frames.length > this.#limits.maxEvents && !this.#isEnded) {
      const slowest = [...this.#readers].reduce((left, right) => (right.position < left.position ? right : left));
      const { position } = slowest;
      const deadline = Date.now() + this.#limits.slowClientMs;
      while (slowest.position === position && this.#readers.has(slowest) && !this.#isEnded) {
        const left = deadline - Date.now();
        if (left <= 0) slowest.drop();
        else await this.changed(left);
      }
    }
  }

  #wake(): void {
    const wakers = this.#wakers;
    this.#wakers = [];
    for (const wake of wakers) wake();
  }
}
