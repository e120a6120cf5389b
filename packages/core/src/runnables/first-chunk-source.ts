import type { StreamPipe } from "../runs/stream-pipe.js";

type Pulled = IteratorResult<unknown, undefined>;

/** A stream whose first pull went well. */
export interface BegunStream {
  readonly pipe: StreamPipe;
  readonly first: Pulled;
}

/** Pulls the first chunk: what fails before it can still be replaced by another stream. */
export async function beginStream(pipe: StreamPipe): Promise<BegunStream> {
  return { pipe, first: await pipe.next() };
}

/**
 * A source that is settled upon when its first chunk is there: until then `open` may try one stream after the other. From the second
 * chunk on each pull goes straight to the stream.
 */
export class FirstChunkSource implements AsyncIterator<unknown, undefined> {
  readonly #open: () => Promise<BegunStream>;
  #opening: Promise<Pulled> | undefined = undefined;
  #pipe: StreamPipe | undefined = undefined;
  #isClosed = false;

  constructor(open: () => Promise<BegunStream>) {
    this.#open = open;
  }

  next(): Promise<Pulled> {
    if (this.#pipe !== undefined) return this.#pipe.next();
    if (this.#opening === undefined) return (this.#opening = this.#begin());
    return this.#opening.then(() => this.next());
  }

  async return(): Promise<Pulled> {
    this.#isClosed = true;
    await this.#pipe?.return();
    return { value: undefined, done: true };
  }

  async #begin(): Promise<Pulled> {
    const { pipe, first } = await this.#open();
    this.#pipe = pipe;
    if (this.#isClosed) await pipe.return(); // it came too late: its reader has left
    return first;
  }
}
