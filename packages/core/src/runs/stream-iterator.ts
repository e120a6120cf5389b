import type { StreamPipe } from "./stream-pipe.js";

/** Where a consumer is lost, the garbage collector tells, and the runs end as if it had left. */
const abandoned = new FinalizationRegistry<StreamPipe>((pipe) => void pipe.return());

/**
 * What the consumer of a stream holds: pulls chunks one by one, and ends the runs by `return` or `throw`, as leaving a `for await` loop
 * does. One that is forgotten is ended by the garbage collector.
 */
export class StreamIterator<TChunk> implements AsyncIterableIterator<TChunk, undefined> {
  readonly #pipe: StreamPipe;
  #head: Promise<IteratorResult<TChunk, undefined>> | undefined;

  constructor(pipe: StreamPipe) {
    this.#pipe = pipe;
    abandoned.register(this, pipe);
  }

  /** Pulls the first chunk ahead of its reader. Rejects if the stream fails before it. */
  async prime(): Promise<this> {
    const first = await this.next();
    this.#head = Promise.resolve(first);
    return this;
  }

  next(): Promise<IteratorResult<TChunk, undefined>> {
    const head = this.#head;
    if (head === undefined) return this.#pipe.next() as Promise<IteratorResult<TChunk, undefined>>;
    this.#head = undefined;
    return head;
  }

  async return(): Promise<IteratorResult<TChunk, undefined>> {
    this.#head = undefined;
    await this.#pipe.return();
    return { value: undefined, done: true };
  }

  /** Leaves, and rejects with the consumer's own error. */
  async throw(error: unknown): Promise<IteratorResult<TChunk, undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
