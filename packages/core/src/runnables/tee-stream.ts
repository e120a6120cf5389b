import type { StreamPipe } from "../runs/stream-pipe.js";
import type { ChunkAccumulator } from "./chunk-accumulator.js";
import { TappedStream } from "./tapped-stream.js";

type Pulled = IteratorResult<unknown, undefined>;

/** A place in the stream. What lies ahead of all readers isn't pulled yet, what lies behind all of them is let go of. */
interface Place {
  pulled?: Promise<Pulled>;
  next?: Place;
}

/**
 * One stream for several readers, each at a pace of its own: a chunk is pulled when the first of them asks for it, and kept until the last
 * has read it. The stream is closed when all of them have left.
 *
 * @param chunks is given each chunk once
 */
export function teeStream(
  pipe: StreamPipe,
  readerCount: number,
  chunks: ChunkAccumulator | undefined,
): AsyncIterator<unknown, undefined>[] {
  const source = new SharedSource(pipe, readerCount, chunks);
  const start: Place = {};
  return Array.from({ length: readerCount }, () => new TeeReader(source, start));
}

class SharedSource {
  readonly #tapped: TappedStream;
  #readers: number;

  constructor(pipe: StreamPipe, readerCount: number, chunks: ChunkAccumulator | undefined) {
    this.#tapped = new TappedStream(pipe, chunks);
    this.#readers = readerCount;
  }

  pull(): Promise<Pulled> {
    return this.#tapped.next();
  }

  async leave(): Promise<void> {
    if (--this.#readers === 0) await this.#tapped.return();
  }
}

class TeeReader implements AsyncIterator<unknown, undefined> {
  readonly #source: SharedSource;
  #at: Place | undefined;

  constructor(source: SharedSource, start: Place) {
    this.#source = source;
    this.#at = start;
  }

  next(): Promise<Pulled> {
    const place = this.#at;
    if (place === undefined) return Promise.resolve({ value: undefined, done: true });
    this.#at = place.next ??= {};
    return (place.pulled ??= this.#source.pull());
  }

  async return(): Promise<Pulled> {
    if (this.#at !== undefined) {
      this.#at = undefined;
      await this.#source.leave();
    }
    return { value: undefined, done: true };
  }
}
