import type { RunnableConfig } from "../context/run-config.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { childConfig } from "./child-config.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { HeardRunnable } from "./heard-runnable.js";
import { Runnable } from "./runnable.js";

/**
 * A runnable at its place in a sequence. Our own are run right below the sequence's run; others, and those that override what they are
 * called by, are given a config as any caller would.
 */
export class Step {
  readonly runnable: Runnable;
  readonly #tags: readonly string[];

  /** @param tags are on the step's own run alone; frozen */
  constructor(runnable: Runnable, tags: readonly string[]) {
    this.runnable = runnable;
    this.#tags = tags;
  }

  invoke(input: unknown, run: Run): MaybePromise<unknown> {
    const { runnable } = this;
    return isOwn(runnable)
      ? runnable.invokeBelow(input, run, this.#tags)
      : runnable.invoke(input, this.#configFor(run));
  }

  /** Streams from a whole input. */
  stream(input: unknown, run: Run): MaybePromise<StreamPipe> {
    const { runnable } = this;
    if (isOwn(runnable)) return runnable.streamBelow(input, run, this.#tags);
    return runnable
      .stream(input, this.#configFor(run))
      .then((stream) => new StreamPipe(stream[Symbol.asyncIterator]()));
  }

  /** Streams from the stream that feeds it. A step that needs all of its input first gets it whole. */
  extend(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    const { runnable } = this;
    if (!transformsAsOwn(runnable)) return new StreamPipe(runnable.transform(pipe, this.#configFor(run)));
    if (runnable.extendsStreams) return runnable.extendBelow(pipe, run, this.#tags);
    return drain(pipe).then((input) => this.stream(input, run));
  }

  /** True if it takes its input chunk by chunk. Of another's runnable we can't know; its `transform` will. */
  get extendsStreams(): boolean {
    return !transformsAsOwn(this.runnable) || this.runnable.extendsStreams;
  }

  /** True if it may give its output in pieces. */
  get streamsOutput(): boolean {
    return !isOwn(this.runnable) || this.runnable.streamsOutput;
  }

  /** LangChain's runnables copy their config: what is to reach them has to be a property of its own. */
  #configFor(run: Run): RunnableConfig {
    const config = childConfig(run, this.#tags[0]);
    if (this.runnable instanceof Runnable) return config;
    return Object.defineProperty(config, "signal", { value: run.signal, enumerable: true });
  }
}

/** Asked for each call: whoever patches a runnable's `invoke` wants it to be called. */
function isOwn(runnable: Runnable): runnable is HeardRunnable {
  return (
    runnable instanceof HeardRunnable &&
    runnable.invoke === HeardRunnable.prototype.invoke &&
    runnable.stream === HeardRunnable.prototype.stream
  );
}

function transformsAsOwn(runnable: Runnable): runnable is HeardRunnable {
  return isOwn(runnable) && runnable.transform === HeardRunnable.prototype.transform;
}

/** All that a stream brings, put together. */
async function drain(pipe: StreamPipe): Promise<unknown> {
  const whole = new ChunkAccumulator();
  for (let pulled = await pipe.next(); pulled.done !== true; pulled = await pipe.next()) whole.add(pulled.value);
  return whole.value;
}
