import type { RunnableConfig } from "../context/run-config.js";
import { Serializable } from "../load/serializable.js";
import { StreamIterator } from "../runs/stream-iterator.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { runBatch, type BatchOptions } from "./run-batch.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import type { RunnableLike } from "./runnable-like.js";
import { runnableFactory } from "./runnable-factories.js";

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
    const collected = new ChunkAccumulator();
    for await (const chunk of input) collected.add(chunk);
    yield* await this.stream(collected.value as TInput, config);
  }

  /** This, and then `next` with its output. Functions and dictionaries of runnables are taken as runnables. */
  pipe<TNext>(next: RunnableLike<TOutput, TNext>): Runnable<TInput, Exclude<TNext, Error>> {
    return runnableFactory("pipe")(this as Runnable, next) as Runnable<TInput, Exclude<TNext, Error>>;
  }

  /** The same runnable with `config` bound to it; a call's own config is merged with it. */
  withConfig(config: Partial<TConfig>): Runnable<TInput, TOutput, TConfig> {
    return runnableFactory("withConfig")(this as Runnable, config) as unknown as Runnable<TInput, TOutput, TConfig>;
  }
}

/** A stream that the caller can read: it resolves once the first chunk is there. */
export async function readable<TChunk>(pipe: StreamPipe): Promise<IterableReadableStream<TChunk>> {
  return new IterableReadableStream(await new StreamIterator<TChunk>(pipe).prime());
}

async function* oneChunk<TChunk>(chunk: TChunk): AsyncGenerator<TChunk, undefined> {
  yield chunk;
  return undefined;
}
