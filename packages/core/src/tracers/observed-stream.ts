import { consumerLeft } from "../runs/consumer-left.js";
import type { StreamSource } from "../util/iterable-readable-stream.js";
import type { Outbox } from "./outbox.js";

type Chunks = AsyncIterator<unknown, unknown>;

/** How the stream that is observed is opened, and what is done with its own chunks. */
export interface ObservedStreamOptions {
  /** @param signal tells that nobody waits for the stream any longer */
  open(signal: AbortSignal): Promise<AsyncIterable<unknown>>;
  onChunk?(chunk: unknown): void;
}

/**
 * What is told while a stream runs, for whoever pulls it. The stream is opened at the first pull and pulled on only when all that was
 * told has been taken: it goes as fast as its consumer. Leaving ends it.
 *
 * What tells knows the outbox alone, so that a consumer that forgets this lets go of the stream, too.
 */
export class ObservedStream<TItem> implements StreamSource<TItem>, AsyncIterableIterator<TItem, undefined> {
  readonly #outbox: Outbox<TItem>;
  readonly #options: ObservedStreamOptions;
  readonly #leaving = new AbortController();
  #chunks: Chunks | undefined = undefined;
  #isPulling = false;

  constructor(outbox: Outbox<TItem>, options: ObservedStreamOptions) {
    this.#outbox = outbox;
    this.#options = options;
  }

  next(): Promise<IteratorResult<TItem, undefined>> {
    const taken = this.#outbox.take();
    if (this.#outbox.isAwaited && !this.#isPulling) this.#pull();
    return taken;
  }

  /** Ends the runs as cancelled: nothing failed. */
  async return(): Promise<IteratorResult<TItem, undefined>> {
    this.#outbox.discard();
    if (this.#chunks === undefined) this.#leaving.abort(consumerLeft);
    else await this.#chunks.return?.();
    return { value: undefined, done: true };
  }

  /** Leaves, and rejects with the consumer's own error. */
  async throw(error: unknown): Promise<IteratorResult<TItem, undefined>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #pull(): void {
    this.#isPulling = true;
    (this.#chunks === undefined ? this.#open() : this.#chunks.next()).then(this.#onPulled, this.#onFailed);
  }

  async #open(): Promise<IteratorResult<unknown, unknown>> {
    const { signal } = this.#leaving;
    const stream = await this.#options.open(signal);
    this.#chunks = stream[Symbol.asyncIterator]();
    if (!signal.aborted) return this.#chunks.next();
    await this.#chunks.return?.(); // it opened after all, for nobody
    return { value: undefined, done: true };
  }

  // Made once: a closure for each chunk would cost as much as the rest of the pull.
  readonly #onPulled = ({ value, done }: IteratorResult<unknown, unknown>): void => {
    this.#isPulling = false;
    if (done === true) return this.#outbox.close();
    this.#options.onChunk?.(value);
    if (this.#outbox.isAwaited) this.#pull();
  };

  readonly #onFailed = (error: unknown): void => {
    this.#isPulling = false;
    this.#outbox.close({ error });
  };
}
