import type { RunnableConfig } from "../context/run-config.js";
import type { Handler } from "../events/handler.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { isThenable } from "../util/is-thenable.js";
import { mergeConfigs } from "./merge-configs.js";
import { configsOf, type BatchOptions } from "./run-batch.js";
import { Runnable } from "./runnable.js";

/** Makes more config for one call from what its config is without. */
export type ConfigFactory = (config: RunnableConfig) => RunnableConfig | PromiseLike<RunnableConfig>;

/** What a binding is made of. */
export interface RunnableBindingFields<TInput, TOutput, TConfig extends RunnableConfig> {
  bound: Runnable<TInput, TOutput, TConfig>;
  config: Partial<TConfig>;
  /** Options that win over the call's own, as LangChain's `bind` gave them. */
  kwargs?: Partial<TConfig> | undefined;
  /** Asked for each call, and for each input of a batch; what they answer wins over all else. */
  configFactories?: readonly ConfigFactory[] | undefined;
}

/**
 * A runnable with a config bound to it. It is no run of its own: what is heard is what it is bound to.
 *
 * A call's config is merged by the rules of `mergeConfigs`, from the farthest to the nearest: `config`, the call's own, `kwargs`, what the
 * `configFactories` answer.
 */
export class RunnableBinding<
  TInput = unknown,
  TOutput = unknown,
  TConfig extends RunnableConfig = RunnableConfig,
> extends Runnable<TInput, TOutput, TConfig> {
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly bound: Runnable<TInput, TOutput, TConfig>;
  readonly config: Partial<TConfig>;
  readonly kwargs: Partial<TConfig>;
  readonly configFactories: readonly ConfigFactory[] | undefined;

  constructor(fields: RunnableBindingFields<TInput, TOutput, TConfig>) {
    const { bound, config, kwargs = {}, configFactories } = fields;
    super(fields);
    this.bound = bound;
    this.config = config;
    this.kwargs = kwargs;
    this.configFactories = configFactories;
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
    return this.#with(config, (merged) => this.bound.invoke(input, merged));
  }

  override stream(input: TInput, config?: Partial<TConfig>): Promise<IterableReadableStream<TOutput>> {
    return this.#with(config, (merged) => this.bound.stream(input, merged));
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
  override async batch(
    inputs: TInput[],
    config?: Partial<TConfig> | Partial<TConfig>[],
    options?: BatchOptions,
  ): Promise<(TOutput | Error)[]> {
    const configs = await Promise.all(configsOf(config, inputs).map((each) => this.#merge(each)));
    return this.bound.batch(inputs, configs, options as never);
  }

  override async *transform(input: AsyncIterable<TInput>, config?: Partial<TConfig>): AsyncGenerator<TOutput> {
    yield* this.bound.transform(input, await this.#merge(config));
  }

  override withConfig(config: Partial<TConfig>): RunnableBinding<TInput, TOutput, TConfig> {
    const { bound, kwargs, configFactories } = this;
    return new RunnableBinding({ bound, config: mergeConfigs(this.config, config), kwargs, configFactories });
  }

  /** Calls at once unless a factory has to be waited for. */
  #with<TResult>(
    config: Partial<TConfig> | undefined,
    call: (merged: Partial<TConfig>) => Promise<TResult>,
  ): Promise<TResult> {
    const merged = this.#merge(config);
    return isThenable(merged) ? (merged as Promise<Partial<TConfig>>).then(call) : call(merged as Partial<TConfig>);
  }

  #merge(config: Partial<TConfig> | undefined): MaybePromise<Partial<TConfig>> {
    const merged = mergeConfigs(this.config, config, this.kwargs);
    return this.configFactories === undefined
      ? merged
      : Promise.all(this.configFactories.map((factory) => factory(merged))).then((made) =>
          mergeConfigs(merged, ...(made as Partial<TConfig>[])),
        );
  }
}
