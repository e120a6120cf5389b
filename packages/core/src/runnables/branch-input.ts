import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { oneChunk } from "./one-chunk.js";
import type { Step } from "./step.js";

/** What one of several streams below a run is made of: the run's input, whole or as it comes. */
export interface BranchInput {
  /** The input itself as a stream. */
  stream(): StreamPipe;
  /** The stream of a step that is given the input. */
  into(step: Step): MaybePromise<StreamPipe>;
}

/** An input that is there. */
export class WholeInput implements BranchInput {
  readonly #value: unknown;
  readonly #run: Run;

  constructor(value: unknown, run: Run) {
    this.#value = value;
    this.#run = run;
  }

  stream(): StreamPipe {
    return new StreamPipe(oneChunk(this.#value));
  }

  into(step: Step): MaybePromise<StreamPipe> {
    return step.stream(this.#value, this.#run);
  }
}

/** An input that comes in chunks. */
export class StreamedInput implements BranchInput {
  readonly #pipe: StreamPipe;
  readonly #run: Run;

  constructor(chunks: AsyncIterator<unknown>, run: Run) {
    this.#pipe = new StreamPipe(chunks);
    this.#run = run;
  }

  stream(): StreamPipe {
    return this.#pipe;
  }

  into(step: Step): MaybePromise<StreamPipe> {
    return step.extend(this.#pipe, this.#run);
  }
}
