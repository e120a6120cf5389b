import type { StreamPipe } from "../runs/stream-pipe.js";
import type { ChunkAccumulator } from "./chunk-accumulator.js";

type Pulled = IteratorResult<unknown, undefined>;

/** A place in the stream. What lies ahead of all readers isn't pulled yet, what lies behind all of them is let go of. */
interface Place {
  pulled?: Promise<Pulled>;
  next?: Place;
}

/**
 * One stream for several readers, each at a pace of its own: a chunk is pulled when the first of them asks for it, and kept until the last
 * has read it. The stream is closed when all of them have left.
 */
export class StreamTee {
  readonly #source: StreamPipe;
  readonly #chunks: ChunkAccumulator | undefined;
  readonly #start: Place = {};
  #readers = 0;

  /** @param chunks is given each chunk once */
  constructor(source: StreamPipe, chunks: ChunkAccumulator | undefined) {
    this.#source = source;
    this.#chunks = chunks;
  }

  /** A reader from the first chunk on; made before any of them reads. */
  reader(): AsyncIterator<unknown, undefined> {
    let at: Place | undefined = this.#start;
    this.#readers++;
    return {
      next: () => {
        if (at === undefined) return Promise.resolve({ value: undefined, done: true });
        const pulled = (at.pulled ??= this.#pull());
        at = at.next ??= {};
        return pulled;
      },
      return: async () => {
        if (at !== undefined && --this.#readers === 0) await this.#source.return();
        at = undefined;
        return { value: undefined, done: true };
      },
    };
  }

  #pull(): Promise<Pulled> {
    const chunks = this.#chunks;
    const pulled = this.#source.next();
    if (chunks === undefined) return pulled;
    return pulled.then((result) => {
      if (result.done !== true) chunks.add(result.value);
      return result;
    });
  }
}
