import { eventTable } from "../events/event-table.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { PassStage } from "./pass-stage.js";
import { TappedStream } from "./tapped-stream.js";

type Pulled = IteratorResult<unknown, undefined>;

/** What a run makes of streamed input: an async generator's work, say. */
export type StreamTransform = (input: AsyncIterable<unknown>) => AsyncIterable<unknown>;

/**
 * Puts a run behind the stream that feeds it, as a source of its own: for work that can't say chunk by chunk what comes out, as a stage
 * does.
 */
export function transformPipe(pipe: StreamPipe, run: Run, transform: StreamTransform): StreamPipe {
  const inputs = run.hears(eventTable.chainEnd) ? new ChunkAccumulator() : undefined;
  const source = new TransformedStream(new TappedStream(pipe, inputs), transform);
  return new StreamPipe(source).add(new PassStage(run, inputs));
}

/** The output of a transform. When it is over, whatever it left of its input is let go of. */
class TransformedStream implements AsyncIterator<unknown, undefined> {
  readonly #input: TappedStream;
  readonly #output: AsyncIterator<unknown>;

  constructor(input: TappedStream, transform: StreamTransform) {
    this.#input = input;
    this.#output = transform(input)[Symbol.asyncIterator]();
  }

  async next(): Promise<Pulled> {
    let pulled: IteratorResult<unknown>;
    try {
      pulled = await this.#output.next();
    } catch (error) {
      await this.#input.return();
      throw error;
    }
    if (pulled.done === true) await this.#input.return();
    return pulled as Pulled;
  }

  /** The input first: a transform that waits for it can't be closed before it has an answer. */
  async return(): Promise<Pulled> {
    const closed = this.#input.return();
    await this.#output.return?.();
    return closed;
  }
}
