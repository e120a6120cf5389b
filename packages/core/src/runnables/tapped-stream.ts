import type { StreamPipe } from "../runs/stream-pipe.js";
import type { ChunkAccumulator } from "./chunk-accumulator.js";

type Pulled = IteratorResult<unknown, undefined>;

/** A stream on its way to what a run makes of it; `chunks` are given each, if there are any to keep. */
export class TappedStream implements AsyncIterableIterator<unknown, undefined> {
  readonly #pipe: StreamPipe;
  readonly #chunks: ChunkAccumulator | undefined;

  constructor(pipe: StreamPipe, chunks: ChunkAccumulator | undefined) {
    this.#pipe = pipe;
    this.#chunks = chunks;
  }

  next(): Promise<Pulled> {
    const chunks = this.#chunks;
    const pulled = this.#pipe.next();
    if (chunks === undefined) return pulled;
    return pulled.then((result) => {
      if (result.done !== true) chunks.add(result.value);
      return result;
    });
  }

  return(): Promise<Pulled> {
    return this.#pipe.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
