import type { HandedConfig } from "../context/interop.js";
import { hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import type { StreamPipe } from "../runs/stream-pipe.js";
import { adoptFields } from "./adopt-fields.js";
import { childConfig } from "./child-config.js";
import { collectChunks } from "./collect-chunks.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import { oneChunk } from "./one-chunk.js";
import { transformPipe } from "./transform-pipe.js";

/** What turns a stream into another: an async generator function, as a rule. */
export type TransformFunction<TInput, TOutput> = (
  input: AsyncIterable<TInput>,
  config: HandedConfig,
) => AsyncIterable<TOutput>;

/** What a generator is made of. */
export interface RunnableGeneratorFields<TInput, TOutput> extends HeardRunnableFields {
  transform: TransformFunction<TInput, TOutput>;
}

/**
 * A function from stream to stream as a runnable. Unlike a generator function in a `RunnableLambda`, which is given its whole input, it
 * is given the chunks as they come. An input that doesn't come in chunks is a stream of one; `invoke` puts the output together.
 *
 * @example
 * ```ts
 * import { RunnableGenerator, RunnableLambda } from "@earshot/core/runnables";
 *
 * const letters = RunnableLambda.from(async function* (word: string) { yield* word; });
 * const upper = RunnableGenerator.from(async function* (input: AsyncIterable<string>) {
 *   for await (const letter of input) yield letter.toUpperCase();
 * });
 * for await (const letter of await letters.pipe(upper).stream("ab")) console.log(letter);
 * // => A
 * // => B
 * ```
 */
export class RunnableGenerator<TInput = unknown, TOutput = unknown> extends HeardRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "runnables"];
  readonly transformer: TransformFunction<TInput, TOutput>;

  constructor(fields: RunnableGeneratorFields<TInput, TOutput>) {
    super(fields);
    this.transformer = fields.transform;
    adoptFields(this, fields);
  }

  static override lc_name(): string {
    return "RunnableGenerator";
  }

  static from<TInput, TOutput>(
    transform: TransformFunction<TInput, TOutput>,
    fields?: HeardRunnableFields,
  ): RunnableGenerator<TInput, TOutput> {
    return new RunnableGenerator({ ...fields, transform });
  }

  override get extendsStreams(): boolean {
    return true;
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override execute(input: TInput, run: Run): Promise<TOutput> {
    return collectChunks(this.transformer(oneChunk(input), childConfig(run))) as Promise<TOutput>;
  }

  protected override async *chunks(input: TInput, run: Run): AsyncGenerator<TOutput, undefined> {
    yield* this.transformer(oneChunk(input), childConfig(run));
    return undefined;
  }

  protected override extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    return hold(run, this.startDeferred(run), () =>
      transformPipe(pipe, run, (input) => this.transformer(input as AsyncIterable<TInput>, childConfig(run))),
    );
  }
}
