import type { RunnableConfig } from "../context/run-config.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { isThenable } from "../util/is-thenable.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { collectChunks } from "./collect-chunks.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import { NotARunnableError } from "./not-a-runnable-error.js";
import type { OutputOf } from "./output-of.js";
import { RecursionLimitError } from "./recursion-limit-error.js";
import { Runnable } from "./runnable.js";
import type { RunnableFunction, RunnableShape } from "./runnable-like.js";
import { childConfig } from "./child-config.js";

/** What a function may return: a value, pieces of one, or a runnable that is then invoked with the same input. */
export type LambdaOutput<TInput, TOutput> =
  | TOutput
  | Iterable<TOutput>
  | AsyncIterable<TOutput>
  | RunnableShape<TInput, TOutput>;

type Pieces<TOutput> = Generator<TOutput> | AsyncIterable<TOutput>;

/** What a lambda is made of. */
export interface RunnableLambdaFields<TInput, TResult> extends HeardRunnableFields {
  func: RunnableFunction<TInput, TResult>;
}

const defaultRecursionLimit = 25;

/**
 * A function as a runnable. It is given the input and a config; what it invokes with that config belongs below its run.
 *
 * A generator's pieces are streamed, and put together by `invoke`. A runnable that is returned is run in the function's place.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 *
 * const inner = RunnableLambda.from((n: number) => n * 2);
 * const outer = RunnableLambda.from(async (n: number, config) => (await inner.invoke(n, config)) + 1);
 * console.log(await outer.invoke(3)); // => 7
 * ```
 */
export class RunnableLambda<TInput = unknown, TOutput = unknown> extends HeardRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "runnables"];
  readonly func: RunnableFunction<TInput, unknown>;

  constructor(fields: RunnableLambdaFields<TInput, unknown>) {
    super(fields);
    if (typeof fields.func !== "function") throw new NotARunnableError(fields.func);
    this.func = fields.func;
    if (fields.name !== undefined) this.name = fields.name;
    this.callbacks = fields.callbacks;
    this.tags = fields.tags;
    this.metadata = fields.metadata;
  }

  static override lc_name(): string {
    return "RunnableLambda";
  }

  static from<TInput, TResult>(
    func: RunnableFunction<TInput, TResult>,
    fields?: HeardRunnableFields,
  ): RunnableLambda<TInput, OutputOf<TResult>> {
    return new RunnableLambda({ ...fields, func });
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override execute(input: TInput, run: Run): MaybePromise<TOutput> {
    const config = childConfig(run);
    const result = this.func(input, config);
    if (typeof result !== "object" || result === null) return result as TOutput;
    return this.#outputOf(result, input, config);
  }

  #outputOf(result: object, input: TInput, config: RunnableConfig): MaybePromise<TOutput> {
    if (isThenable(result)) {
      return Promise.resolve(result as PromiseLike<unknown>).then((awaited) =>
        typeof awaited === "object" && awaited !== null ? this.#outputOf(awaited, input, config) : (awaited as TOutput),
      );
    }
    if (Runnable.isRunnable(result)) return result.invoke(input, this.#deeper(config)) as Promise<TOutput>;
    if (isAsyncIterable(result)) return collectChunks(result) as Promise<TOutput>;
    if (isGenerator(result)) return collectNow(result) as TOutput;
    return result as TOutput;
  }

  protected override async *chunks(input: TInput, run: Run): AsyncGenerator<TOutput, undefined> {
    const config = childConfig(run);
    const result = await this.func(input, config);
    if (Runnable.isRunnable(result))
      yield* (await result.stream(input, this.#deeper(config))) as AsyncIterable<TOutput>;
    else if (isPieces<TOutput>(result)) yield* result;
    else yield result as TOutput;
    return undefined;
  }

  /** The config one level down; functions that return runnables that return runnables end somewhere. */
  #deeper(config: RunnableConfig): RunnableConfig {
    const recursionLimit = (config.recursionLimit ?? defaultRecursionLimit) - 1;
    if (recursionLimit <= 0) throw new RecursionLimitError(this.getName());
    return { ...config, recursionLimit };
  }
}

function isPieces<TOutput>(value: unknown): value is Pieces<TOutput> {
  return typeof value === "object" && value !== null && (isAsyncIterable(value) || isGenerator(value));
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}

/** A list, a map or a set is a value; only what a generator function returns is pieces of one. */
function isGenerator(value: object): value is Generator {
  return Symbol.iterator in value && typeof (value as Partial<Generator>).next === "function";
}

function collectNow(pieces: Iterable<unknown>): unknown {
  const whole = new ChunkAccumulator();
  for (const piece of pieces) whole.add(piece);
  return whole.value;
}
