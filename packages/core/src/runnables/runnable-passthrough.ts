import type { HandedConfig } from "../context/interop.js";
import { hold } from "../runs/execute.js";
import { whenThere, type MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import type { StreamPipe } from "../runs/stream-pipe.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { adoptFields } from "./adopt-fields.js";
import { childConfig } from "./child-config.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { HeardRunnable, type HeardRunnableFields } from "./heard-runnable.js";
import type { Assigned, OutputsOf } from "./output-of.js";
import { PassthroughStage } from "./passthrough-stage.js";
import { RunnableAssign } from "./runnable-assign.js";
import type { RunnableDictionary } from "./runnable-like.js";
import { RunnableMap } from "./runnable-map.js";
import { transformPipe } from "./transform-pipe.js";
import { endSchemas, type EndSchemas } from "./schemas/end-schemas.js";

/** What a passthrough is made of. */
export interface RunnablePassthroughFields<TInput> extends HeardRunnableFields {
  /**
   * Called once with the whole input, before it is handed on; of a stream, whose chunks are handed on as they come, when it is over. Waited
   * for; a throw fails the run.
   */
  func?: (input: TInput, config: HandedConfig) => unknown;
}

/**
 * Hands its input on, chunk by chunk if it comes so. In a dictionary it is the place of what goes in.
 *
 * @example
 * ```ts
 * import { RunnableMap, RunnablePassthrough } from "@earshot/core/runnables";
 *
 * const asked = RunnableMap.from({ question: new RunnablePassthrough<string>(), length: (question: string) => question.length });
 * console.log(await asked.invoke("why?")); // => { question: 'why?', length: 4 }
 * ```
 */
export class RunnablePassthrough<TInput = unknown> extends HeardRunnable<TInput, TInput> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly func: ((input: TInput, config: HandedConfig) => unknown) | undefined;

  constructor(fields: RunnablePassthroughFields<TInput> = {}) {
    super(fields.func === undefined ? {} : { func: fields.func });
    this.func = fields.func;
    adoptFields(this, fields);
  }

  static override lc_name(): string {
    return "RunnablePassthrough";
  }

  /**
   * Hands its input on with more keys: each of `mapping` is given the whole input, all at once.
   *
   * @example
   * ```ts
   * import { RunnablePassthrough } from "@earshot/core/runnables";
   *
   * const counted = RunnablePassthrough.assign({ length: ({ text }: { text: string }) => text.length });
   * console.log(await counted.invoke({ text: "abc" })); // => { text: 'abc', length: 3 }
   * ```
   */
  static assign<TInput extends object, TMapping extends RunnableDictionary<TInput> = RunnableDictionary<TInput>>(
    mapping: TMapping & RunnableDictionary<TInput>,
  ): RunnableAssign<TInput, Assigned<TInput, OutputsOf<TMapping>>> {
    return new RunnableAssign({ mapper: RunnableMap.from<TInput>(mapping) });
  }

  [endSchemas](): EndSchemas {
    return { input: (wanted) => wanted, output: (given) => given };
  }

  protected override execute(input: TInput, run: Run): MaybePromise<TInput> {
    return this.func === undefined
      ? input
      : whenThere(this.func(input, childConfig(run)) as MaybePromise<unknown>, () => input);
  }

  protected override stage(run: Run): StreamStage {
    return new PassthroughStage(run);
  }

  protected override extendStream(pipe: StreamPipe, run: Run): MaybePromise<StreamPipe> {
    if (this.func === undefined) return super.extendStream(pipe, run);
    return hold(run, this.startDeferred(run), () => transformPipe(pipe, run, (input) => this.#passAndCall(input, run)));
  }

  async *#passAndCall(input: AsyncIterable<unknown>, run: Run): AsyncGenerator<unknown> {
    const whole = new ChunkAccumulator();
    for await (const chunk of input) {
      whole.add(chunk);
      yield chunk;
    }
    await this.func?.(whole.value as TInput, childConfig(run));
  }
}
