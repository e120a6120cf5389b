import type { RunnableConfig } from "../context/run-config.js";
import type { Handler } from "../events/handler.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { mergeConfigs } from "./merge-configs.js";
import type { BatchOptions } from "./run-batch.js";
import { Runnable } from "./runnable.js";

/** What a binding is made of. */
export interface RunnableBindingFields<TInput, TOutput, TConfig extends RunnableConfig> {
  bound: Runnable<TInput, TOutput, TConfig>;
  config: Partial<TConfig>;
}

/** A runnable with a config bound to it. It is no run of its own: what is heard is what it is bound to. */
export class RunnableBinding<
  TInput = unknown,
  TOutput = unknown,
  TConfig extends RunnableConfig = RunnableConfig,
> extends Runnable<TInput, TOutput, TConfig> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly bound: Runnable<TInput, TOutput, TConfig>;
  readonly config: Partial<TConfig>;

  constructor(fields: RunnableBindingFields<TInput, TOutput, TConfig>) {
    super({ ...fields, kwargs: {} }); // LangChain's form has the arguments of `bind` apart
    this.bound = fields.bound;
    this.config = fields.config;
  }

  static override lc_name(): string {
    return "RunnableBinding";
  }

  static isRunnableBinding(value: unknown): value is RunnableBinding {
    return value instanceof RunnableBinding;
  }

  /** Those of what it is bound to: they hear its runs. */
  get callbacks(): readonly Handler[] | undefined {
    return (this.bound as { readonly callbacks?: readonly Handler[] }).callbacks;
  }

  override getName(suffix?: string): string {
    return this.bound.getName(suffix);
  }

  override invoke(input: TInput, config?: Partial<TConfig>): Promise<TOutput> {
    return this.bound.invoke(input, mergeConfigs(this.config, config));
  }

  override stream(input: TInput, config?: Partial<TConfig>): Promise<IterableReadableStream<TOutput>> {
    return this.bound.stream(input, mergeConfigs(this.config, config));
  }

  override batch(
    inputs: TInput[],
    config?: Partial<TConfig> | Partial<TConfig>[],
    options?: BatchOptions & { returnExceptions?: false },
  ): Promise<TOutput[]>;
  override batch(
    inputs: TInput[],
    config: Partial<TConfig> | Partial<TConfig>[] | undefined,
    options: BatchOptions & { returnExceptions: true },
  ): Promise<(TOutput | Error)[]>;
  override batch(
    inputs: TInput[],
    config?: Partial<TConfig> | Partial<TConfig>[],
    options?: BatchOptions,
  ): Promise<(TOutput | Error)[]> {
    const merged = Array.isArray(config)
      ? inputs.map((_, index) => mergeConfigs(this.config, config[index]))
      : mergeConfigs(this.config, config);
    return this.bound.batch(inputs, merged, options as never);
  }

  override transform(input: AsyncIterable<TInput>, config?: Partial<TConfig>): AsyncGenerator<TOutput> {
    return this.bound.transform(input, mergeConfigs(this.config, config));
  }

  override withConfig(config: Partial<TConfig>): RunnableBinding<TInput, TOutput, TConfig> {
    return new RunnableBinding({ bound: this.bound, config: mergeConfigs(this.config, config) });
  }
}
