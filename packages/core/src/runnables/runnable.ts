import type { RunnableConfig } from "../context/run-config.js";
import { Serializable } from "../load/serializable.js";
import { StreamIterator } from "../runs/stream-iterator.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import type { JsonSchema, Schema } from "../schema/schema.js";
import { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { runBatch, type BatchOptions } from "./run-batch.js";
import { collectChunks } from "./collect-chunks.js";
import { oneChunk } from "./one-chunk.js";
import type { Assigned, ComposedOutput, KeyOf, OutputsOf, ValueOf } from "./output-of.js";
import type { Graph } from "./graph/graph.js";
import type { RunListeners } from "./run-listeners.js";
import type { RetryFields, RunnableRetry } from "./runnable-retry.js";
import type { RunnableWithFallbacks } from "./runnable-with-fallbacks.js";
import { runnableFactory } from "./runnable-factories.js";
import type { RunnableToolFields } from "./runnable-tool-fields.js";
import type { RunnableToolLike } from "./runnable-tool-like.js";
import type { Composable, RunnableDictionary, RunnableShape } from "./runnable-like.js";
import type { RunLogPatch } from "./run-log-patch.js";
import type { StreamEvent, StreamEventsFilter } from "./stream-event.js";
import type { StreamEventsOptions } from "./stream-events-call.js";

/**
 * Anything that takes an input and gives an output: prompts, models, parsers, functions, and what is composed of them.
 *
 * A class of your own implements `invoke`, and `stream` or `transform` if it can give its output piece by piece. What it invokes with
 * the config it was given belongs to the caller's run; to be a run of its own, extend `HeardRunnable` in place of this.
 */
export abstract class Runnable<
  TInput = unknown,
  TOutput = unknown,
  TConfig extends RunnableConfig = RunnableConfig,
> extends Serializable {
  /** LangChain's mark of a runnable, by which copies of the package know each other's. */
  get lc_runnable(): true {
    return true;
  }

  /** How the runs of this object are called, unless a config names them. */
  name?: string;

  /** @throws what the runnable's work throws; an `AbortError` or `TimeoutError` if the config's signal or timeout says so */
  abstract invoke(input: TInput, config?: Partial<TConfig>): Promise<TOutput>;

  /** True for a runnable of any copy of the package. */
  static isRunnable(value: unknown): value is Runnable {
    return typeof value === "object" && value !== null && (value as { lc_runnable?: unknown }).lc_runnable === true;
  }

  getName(suffix = ""): string {
    const own = this.constructor as { readonly name: string; lc_name?(): string };
    return (this.name ?? own.lc_name?.() ?? own.name) + suffix;
  }

  /**
   * The output piece by piece. Resolves once the first piece is there, rejects if none comes; leaving the loop early ends the run as
   * cancelled and closes what feeds it.
   *
   * @example
   * ```ts
   * import { RunnableLambda } from "@earshot/core/runnables";
   *
   * const letters = RunnableLambda.from(async function* (word: string) { yield* word; });
   * for await (const letter of await letters.stream("ab")) console.log(letter);
   * // => a
   * // => b
   * ```
   */
  async stream(input: TInput, config?: Partial<TConfig>): Promise<IterableReadableStream<TOutput>> {
    const output = await this.invoke(input, config);
    return readable(new StreamPipe(oneChunk(output)));
  }

  /** Gives each input its own run, `maxConcurrency` at a time; the outputs are in the order of the inputs. */
  batch(
    inputs: TInput[],
    config?: Partial<TConfig> | Partial<TConfig>[],
    options?: BatchOptions & { returnExceptions?: false },
  ): Promise<TOutput[]>;
  /** With `returnExceptions` a failed input's error stands in its output's place. */
  batch(
    inputs: TInput[],
    config: Partial<TConfig> | Partial<TConfig>[] | undefined,
    options: BatchOptions & { returnExceptions: true },
  ): Promise<(TOutput | Error)[]>;
  batch(
    inputs: TInput[],
    config?: Partial<TConfig> | Partial<TConfig>[],
    options?: BatchOptions,
  ): Promise<(TOutput | Error)[]> {
    return runBatch((input, itsConfig) => this.invoke(input, itsConfig), inputs, { config, options });
  }

  /** Streams from streamed input. A runnable that needs all of its input first collects it. */
  async *transform(input: AsyncIterable<TInput>, config?: Partial<TConfig>): AsyncGenerator<TOutput> {
    yield* await this.stream((await collectChunks(input)) as TInput, config);
  }

  /** This, and then `next` with its output. Functions and dictionaries of runnables are taken as runnables. */
  pipe<TNext>(next: RunnableShape<TOutput, TNext>): Runnable<TInput, TNext>;
  pipe<TNext>(next: TNext & Composable<TOutput>): Runnable<TInput, ComposedOutput<TNext>>;
  pipe<TNext>(next: TNext & Composable<TOutput>): Runnable<TInput, ComposedOutput<TNext>> {
    return runnableFactory("pipe")(this as Runnable, next) as Runnable<TInput, ComposedOutput<TNext>>;
  }

  /**
   * This, and then its output with more keys: each of `mapping` is given the whole output, all at once. What a stream brings is passed
   * on as it comes.
   *
   * @example
   * ```ts
   * import { RunnableLambda } from "@earshot/core/runnables";
   *
   * const chain = RunnableLambda.from((text: string) => ({ text })).assign({ length: ({ text }) => text.length });
   * console.log(await chain.invoke("abc")); // => { text: 'abc', length: 3 }
   * ```
   */
  // `TGiven` is the output by another name: used in the result, `TOutput` itself would keep a runnable from standing for a wider one.
  assign<TMapping, TGiven = TOutput>(
    mapping: TMapping & RunnableDictionary<TOutput>,
  ): Runnable<TInput, Assigned<TGiven, OutputsOf<TMapping>>> {
    return runnableFactory("assign")(this as Runnable, mapping) as never;
  }

  /** This, and then of its output what stands under one key. */
  pick<TKey extends string, TGiven = TOutput>(key: TKey & KeyOf<TOutput>): Runnable<TInput, ValueOf<TGiven, TKey>>;
  /** This, and then its output with these keys alone. */
  pick<TKey extends string, TGiven = TOutput>(
    keys: readonly (TKey & KeyOf<TOutput>)[],
  ): Runnable<TInput, { [TPicked in TKey]: ValueOf<TGiven, TPicked> }>;
  pick(keys: string | readonly string[]): Runnable<TInput> {
    return runnableFactory("pick")(this as Runnable, keys) as Runnable<TInput>;
  }

  /** This for each of a list, as many at a time as the config's `maxConcurrency` says. */
  map(): Runnable<TInput[], TOutput[]> {
    return runnableFactory("map")(this as Runnable) as never;
  }

  /** The same runnable with `config` bound to it; a call's own config is merged with it. */
  withConfig(config: Partial<TConfig>): Runnable<TInput, TOutput, TConfig> {
    return runnableFactory("withConfig")(this as Runnable, config) as unknown as Runnable<TInput, TOutput, TConfig>;
  }

  /**
   * This as a tool that a model can be told of. Called with a model's call its arguments are parsed by the schema, and are this one's input;
   * any other input is this one's as it is. It answers with this one's output, and puts no message around it.
   */
  asTool<TSchema extends Schema<TInput>>(fields: RunnableToolFields<TSchema>): RunnableToolLike<TSchema, TOutput> {
    return runnableFactory("asTool")(this as Runnable, fields) as RunnableToolLike<TSchema, TOutput>;
  }

  /** The same runnable, tried again when it fails: see `RunnableRetry` for what is retried, and when. */
  withRetry(fields?: RetryFields<TInput>): RunnableRetry<TInput, TOutput, TConfig> {
    return runnableFactory("withRetry")(this as Runnable, fields as RetryFields) as never;
  }

  /** The same runnable, and others that are tried in order when it fails: see `RunnableWithFallbacks`. */
  withFallbacks(
    fallbacks: Runnable<TInput, TOutput>[] | { fallbacks: Runnable<TInput, TOutput>[] },
  ): RunnableWithFallbacks<TInput, TOutput> {
    return runnableFactory("withFallbacks")(this as Runnable, fallbacks as Runnable[]) as never;
  }

  /**
   * The same runnable, with listeners to its own runs: one call each at the start and at the end, with the run as LangChain's tracers
   * show it. The call waits for what they return; what they throw is reported as any handler's failure.
   */
  withListeners(listeners: RunListeners): Runnable<TInput, TOutput, TConfig> {
    return runnableFactory("withListeners")(this as Runnable, listeners) as never;
  }

  /**
   * What the runnable takes, as a JSON Schema (draft 2020-12) for whoever calls it from outside: a form, a tool, an API. It says what is
   * known: `{}` is anything. A runnable of one's own has an `inputSchema` – a JSON Schema, or a validator's – or a method of this name.
   *
   * @throws NoJsonSchemaError if nobody says the JSON Schema of a validator's schema in it
   * @example
   * ```ts
   * import { ChatPromptTemplate } from "@earshot/core/prompts";
   *
   * console.log(JSON.stringify(ChatPromptTemplate.fromTemplate("{question}").getInputSchema()));
   * // => {"type":"object","properties":{"question":{"type":"string"}},"required":["question"]}
   * ```
   */
  getInputSchema(): JsonSchema {
    return runnableFactory("getInputSchema")(this as Runnable);
  }

  /** What the runnable gives, as {@link getInputSchema} says what it takes; of one's own, its `outputSchema`. */
  getOutputSchema(): JsonSchema {
    return runnableFactory("getOutputSchema")(this as Runnable);
  }

  /** What the runnable is made of, from its input to its output. */
  getGraph(_config?: RunnableConfig): Graph {
    return runnableFactory("getGraph")(this as Runnable);
  }

  /**
   * Streams the runnable, and yields what is heard of its run and of all below it as LangChain's stream events (version 2): a start, a
   * chunk, an end or an error, a custom event, each when it happens. Models stream below an `invoke`, too. `filter` says of which runs.
   *
   * Nothing runs before the first pull, and nothing faster than the consumer pulls; what a run does within one pull is not held up. An
   * error of the run is thrown once its events were yielded. Leaving the loop ends the run as cancelled.
   *
   * @throws StreamEventsVersionError for another `version` than "v2"; UnknownOptionError for a filter by a kind that there is not
   * @example
   * ```ts
   * import { RunnableLambda } from "@earshot/core/runnables";
   *
   * const double = RunnableLambda.from((n: number) => n * 2);
   * for await (const { event, data } of double.streamEvents(4, { version: "v2" })) console.log(event, data);
   * // => on_chain_start { input: 4 }
   * // => on_chain_stream { chunk: 8 }
   * // => on_chain_end { output: 8 }
   * ```
   */
  streamEvents(
    input: TInput,
    options: Partial<TConfig> & StreamEventsOptions & { encoding: "text/event-stream" },
    filter?: StreamEventsFilter,
  ): IterableReadableStream<Uint8Array>;
  streamEvents(
    input: TInput,
    options?: Partial<TConfig> & StreamEventsOptions & { encoding?: undefined },
    filter?: StreamEventsFilter,
  ): IterableReadableStream<StreamEvent>;
  streamEvents(
    input: TInput,
    options: Partial<TConfig> & StreamEventsOptions = {},
    filter?: StreamEventsFilter,
  ): IterableReadableStream<StreamEvent> | IterableReadableStream<Uint8Array> {
    return runnableFactory("streamEvents")(this as Runnable, { input, options, filter });
  }

  /**
   * Streams the runnable, and yields how the log of its run changes: what its run and those below it give and come to, as JSON Patches
   * that put together make a `RunLog`. `filter` says which runs below it are in the log. Otherwise as {@link streamEvents}, which is the
   * better choice for anything new.
   */
  streamLog(
    input: TInput,
    options: Partial<TConfig> = {},
    filter?: StreamEventsFilter,
  ): AsyncIterableIterator<RunLogPatch, undefined> {
    return runnableFactory("streamLog")(this as Runnable, { input, options, filter });
  }
}

/** A stream that the caller can read: it resolves once the first chunk is there. */
export async function readable<TChunk>(pipe: StreamPipe): Promise<IterableReadableStream<TChunk>> {
  return new IterableReadableStream(await new StreamIterator<TChunk>(pipe).prime());
}
