import type { RunnableConfig } from "../context/run-config.js";
import { CallbackManager } from "../callbacks/callback-manager.js";
import { ChildConfig } from "../runs/child-config.js";
import type { MaybePromise } from "../runs/execute.js";
import type { Run } from "../runs/run.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { HeardRunnable } from "./heard-runnable.js";
import { Runnable } from "./runnable.js";

/** The config that a run's body invokes other runnables with: they belong below the run, the next one with `tag`. */
export function childConfig(run: Run, tag?: string): RunnableConfig {
  return new ChildConfig(run, CallbackManager.forRun(run, tag));
}

/** Invokes a step of `run`. Our own runnables need no config for that; others get one, and so do those that override `invoke`. */
export function invokeStep(step: Runnable, input: unknown, place: StepPlace): MaybePromise<unknown> {
  return isOwn(step) ? step.invokeBelow(input, place.run, place.tags) : step.invoke(input, configFor(step, place));
}

/** Streams a step of `run` from a whole input. */
export function streamStep(step: Runnable, input: unknown, place: StepPlace): MaybePromise<StreamPipe> {
  if (isOwn(step)) return step.streamBelow(input, place.run, place.tags);
  return step.stream(input, configFor(step, place)).then((stream) => new StreamPipe(stream[Symbol.asyncIterator]()));
}

/** Streams a step of `run` from the stream that feeds it. A step that needs all of its input first gets it whole. */
export function extendStep(step: Runnable, pipe: StreamPipe, place: StepPlace): MaybePromise<StreamPipe> {
  if (!transformsAsOwn(step)) return new StreamPipe(step.transform(pipe, configFor(step, place)));
  if (step.extendsStreams) return step.extendBelow(pipe, place.run, place.tags);
  return drain(pipe).then((input) => streamStep(step, input, place));
}

/** True if the step takes its input chunk by chunk. Of another's runnable we can't know; its `transform` will. */
export function extendsStreams(step: Runnable): boolean {
  return !transformsAsOwn(step) || step.extendsStreams;
}

/** True if the step may give its output in pieces. */
export function streamsOutput(step: Runnable): boolean {
  return !isOwn(step) || step.streamsOutput;
}

/** Where a step stands. */
export interface StepPlace {
  readonly run: Run;
  /** On the step's own run alone; frozen. */
  readonly tags: readonly string[];
}

function isOwn(step: Runnable): step is HeardRunnable {
  return (
    step instanceof HeardRunnable &&
    step.invoke === HeardRunnable.prototype.invoke &&
    step.stream === HeardRunnable.prototype.stream
  );
}

function transformsAsOwn(step: Runnable): step is HeardRunnable {
  return isOwn(step) && step.transform === HeardRunnable.prototype.transform;
}

/** LangChain's runnables copy their config: what is to reach them has to be a property of its own. */
function configFor(step: Runnable, { run, tags }: StepPlace): RunnableConfig {
  const config = childConfig(run, tags[0]);
  return step instanceof Runnable
    ? config
    : Object.defineProperty(config, "signal", { value: run.signal, enumerable: true });
}

/** All that a stream brings, put together. */
async function drain(pipe: StreamPipe): Promise<unknown> {
  const whole = new ChunkAccumulator();
  for (let pulled = await pipe.next(); pulled.done !== true; pulled = await pipe.next()) whole.add(pulled.value);
  return whole.value;
}
