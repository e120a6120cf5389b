import type { StreamSource } from "../util/iterable-readable-stream.js";

const encoder = new TextEncoder();

/** Events as the body of a `text/event-stream` answer: one `data` event each, and an `end` event at the end. */
export class EncodedEvents implements StreamSource<Uint8Array>, AsyncIterableIterator<Uint8Array, undefined> {
  readonly #events: StreamSource<unknown>;
  #isOver = false;

  constructor(events: StreamSource<unknown>) {
    this.#events = events;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#isOver) return { value: undefined, done: true };
    const { value, done } = await this.#events.next();
    if (done !== true) return encoded(`event: data\ndata: ${JSON.stringify(value)}\n\n`);
    this.#isOver = true;
    return encoded("event: end\n\n");
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.#isOver = true;
    await this.#events.return();
    return { value: undefined, done: true };
  }

  /** Leaves, and rejects with the consumer's own error. */
  async throw(error: unknown): Promise<IteratorResult<Uint8Array, undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

const encoded = (text: string): IteratorResult<Uint8Array, undefined> => ({ value: encoder.encode(text), done: false });
