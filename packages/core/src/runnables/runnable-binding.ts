import type { RunnableConfig } from "../context/run-config.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { mergeConfigs } from "./merge-configs.js";
import { Runnable } from "./runnable.js";

/** What a binding is made of. */
export interface RunnableBindingFields<TInput, TOutput, TConfig extends RunnableConfig> {
  bound: Runnable<TInput, TOutput, TConfig>;
  config: Partial<TConfig>;
}

/** A runnable with a config bound to it. It is no run of its own: what is heard is what it is bound to. */
export class RunnableBinding<TInput = unknown, TOutput = unknown, TConfig extends RunnableConfig = RunnableConfig> extends Runnable<
  TInput,
  TOutput,
  TConfig
> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly bound: Runnable<TInput, TOutput, TConfig>;
  readonly config: Partial<TConfig>;

  constructor(fields: RunnableBindingFields<TInput, TOutput, TConfig>) {
    super(fields);
    this.bound = fields.bound;
    this.config = fields.config;
  }

  static override lc_name(): string {
    return "RunnableBinding";
  }

  static isRunnableBinding(value: unknown): value is RunnableBinding {
    return value instanceof RunnableBinding;
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

  override transform(input: AsyncIterable<TInput>, config?: Partial<TConfig>): AsyncGenerator<TOutput> {
    return this.bound.transform(input, mergeConfigs(this.config, config));
  }

  override withConfig(config: Partial<TConfig>): RunnableBinding<TInput, TOutput, TConfig> {
    return new RunnableBinding({ bound: this.bound, config: mergeConfigs(this.config, config) });
  }
}
