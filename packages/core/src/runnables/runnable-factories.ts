import type { RunnableConfig } from "../context/run-config.js";
import type { Graph } from "./graph/graph.js";
import type { Handler } from "../events/handler.js";
import type { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatModelStreamEvent } from "../outputs/chat-model-stream-event.js";
import type { JsonSchema, Schema } from "../schema/schema.js";
import type { Run } from "../runs/run.js";
import { NotWiredError } from "./not-wired-error.js";
import type { RunListeners } from "./run-listeners.js";
import type { Runnable } from "./runnable.js";
import type { RunnableToolFields } from "./runnable-tool-fields.js";
import type { RunnableToolLike } from "./runnable-tool-like.js";
import type { RetryFields } from "./runnable-retry.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import type { RunLogPatch } from "./run-log-patch.js";
import type { StreamEvent } from "./stream-event.js";
import type { ObservedCall, StreamEventsOptions } from "./stream-events-call.js";

/** Tells LangChain's stream events of an answer as it comes. */
export interface StreamEventsTeller {
  push(chunk: ChatGenerationChunk): void;
  /** No more chunks come. */
  finish(): void;
}

/** What the methods of every runnable build, by the method's name, and what few programs need and is large. */
export interface RunnableFactories {
  pipe(first: Runnable, next: unknown): Runnable;
  withConfig(bound: Runnable, config: RunnableConfig): Runnable;
  asTool(bound: Runnable, fields: RunnableToolFields): RunnableToolLike;
  assign(bound: Runnable, mapping: object): Runnable;
  pick(bound: Runnable, keys: string | readonly string[]): Runnable;
  map(bound: Runnable): Runnable;
  /** What a dictionary is taken for. */
  parallel(steps: object): Runnable;
  withRetry(tried: Runnable, fields: RetryFields | undefined): Runnable;
  withFallbacks(runnable: Runnable, fallbacks: Runnable[] | { fallbacks: Runnable[] }): Runnable;
  withListeners(bound: Runnable, listeners: RunListeners): Runnable;
  getGraph(runnable: Runnable): Graph;
  getInputSchema(runnable: Runnable): JsonSchema;
  getOutputSchema(runnable: Runnable): JsonSchema;
  /** The handler that prints what a `verbose` object does; always the same one. */
  verbose(): Handler;
  /** For handlers that ask for LangChain's stream events of models. */
  chatModelStreamEvents(tell: (event: ChatModelStreamEvent) => void): StreamEventsTeller;
  streamEvents(
    runnable: Runnable,
    call: ObservedCall<RunnableConfig & StreamEventsOptions>,
  ): IterableReadableStream<StreamEvent> | IterableReadableStream<Uint8Array>;
  streamLog(runnable: Runnable, call: ObservedCall<RunnableConfig>): AsyncIterableIterator<RunLogPatch, undefined>;
  /** A chat model, for one call, that asks its cache first. */
  cachedModel(model: object, run: Run): object;
  /** Of chat models. */
  withStructuredOutput(model: Runnable, schema: Schema, options: object | undefined): Runnable;
}

let factories: Partial<RunnableFactories> = {};

/** Fills the port, or the rest of it: called by the modules of `wiring`. What is there already stays. */
export function installFactories(made: Partial<RunnableFactories>): void {
  factories = { ...made, ...factories };
}

/**
 * The port through which `runnable.ts` builds other kinds of runnable without importing them: they extend what it defines, and none of
 * them is to be in a bundle that doesn't use it.
 *
 * @throws NotWiredError if the bundle was made without it
 */
export function runnableFactory<TName extends keyof RunnableFactories>(name: TName): RunnableFactories[TName] {
  const factory = factories[name];
  if (factory === undefined) throw new NotWiredError(name);
  return factory as RunnableFactories[TName];
}
