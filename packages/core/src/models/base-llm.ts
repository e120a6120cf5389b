import type { ModelCache } from "../caches/base-cache.js";
import { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { BasePromptValue } from "../prompt-values/base-prompt-value.js";
import type { GenerationChunk } from "../outputs/generation-chunk.js";
import type { MessageContent } from "../messages/content-block.js";
import { estimateTokens } from "../messages/estimate-tokens.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { HeardRunnable, type HeardRunnableFields } from "../runnables/heard-runnable.js";
import { configOf } from "../runs/child-config.js";
import { execute, hold } from "../runs/execute.js";
import { promiseOf, type MaybePromise } from "../runs/maybe-promise.js";
import { openRun } from "../runs/open-run.js";
import type { Run } from "../runs/run.js";
import type { RunSpec } from "../runs/run-spec.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { CallOptions, modelOptionsOf } from "./call-options.js";
import type { BaseLanguageModelInput } from "./language-model-input.js";
import { LLMCall, type CallableLLM } from "./llm-call.js";
import { ModelRunSpec, type DescribedModel } from "./model-run-spec.js";
import { NotStreamingError } from "./not-streaming-error.js";
import { PromptBatch } from "./prompt-batch.js";
import { toPromptText } from "./to-prompt-text.js";
import { WholeTextStage } from "./whole-text-stage.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

/** What every text model may be made of. */
export interface BaseLLMParams extends HeardRunnableFields {
  /** Where answers are kept, and looked for before the provider is asked; true: in `InMemoryCache.global()`. A hit is heard as `run.cache_hit`. */
  cache?: ModelCache | boolean;
}

/** What a call of a text model may say; a provider adds its own options in an interface that extends this one. */
export interface BaseLLMCallOptions extends RunnableConfig {
  /** Texts at which the answer ends. */
  stop?: string[];
}

/**
 * The base of text models: a prompt in, a text out, whole or piece by piece. {@link LLM} asks for less if one prompt at a time will do.
 *
 * A provider implements `_generate` for one or more prompts at once, and `_streamResponseChunks` to stream. Each prompt is a run of its
 * own: it starts, says each yielded chunk before the consumer sees its text, and ends once.
 *
 * @example
 * ```ts
 * import { BaseLLM } from "@earshot/core/language_models/llms";
 *
 * class Echo extends BaseLLM {
 *   _llmType() { return "echo"; }
 *   async _generate(prompts: string[]) {
 *     return { generations: prompts.map((prompt) => [{ text: `${prompt}!` }]) };
 *   }
 * }
 * console.log(await new Echo().invoke("hello")); // => hello!
 * ```
 */
export abstract class BaseLLM<TCallOptions extends BaseLLMCallOptions = BaseLLMCallOptions> extends HeardRunnable<
  BaseLanguageModelInput,
  string,
  TCallOptions
> {
  override lc_namespace: string[];
  declare cache?: ModelCache | boolean | undefined;

  constructor(fields: BaseLLMParams = {}) {
    const { cache, ...kwargs } = fields;
    super({ callbacks: undefined, ...kwargs }); // serialized as LangChain's models are: `callbacks` comes first, and no cache
    this.lc_namespace = ["langchain", "llms", this._llmType()];
    this.callbacks = fields.callbacks;
    this.tags = fields.tags;
    this.metadata = fields.metadata;
    this.cache = cache;
    if (fields.verbose !== undefined) this.verbose = fields.verbose;
    if (fields.name !== undefined) this.name = fields.name;
  }

  /** The kind of model, for its place in the serialized form. */
  abstract _llmType(): string;

  [endSchemas](): EndSchemas {
    return { input: () => valueSchemas.modelInput, output: () => valueSchemas.text };
  }

  /** How many tokens a content has. An estimate by its length: a model that can count overrides it. */
  async getNumTokens(content: MessageContent): Promise<number> {
    return estimateTokens(content);
  }

  /**
   * The answers to `prompts`, in their order. `options.signal` tells when to stop; `runManager`, the first prompt's, is there only if somebody
   * listens. What `llmOutput` says of the call is told with the first prompt's end.
   */
  abstract _generate(
    prompts: string[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<LLMResult>;

  /**
   * The answer piece by piece. Every yielded chunk is heard; `runManager.handleLLMNewToken` may be called as LangChain's models do, and is not
   * heard twice.
   *
   * @throws NotStreamingError unless it is overridden
   */
  // oxlint-disable-next-line require-yield -- the base has nothing to yield
  async *_streamResponseChunks(
    _prompt: string,
    _options: this["ParsedCallOptions"],
    _runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<GenerationChunk> {
    throw new NotStreamingError(this.getName());
  }

  /** The options as `_generate` gets them. */
  declare readonly ParsedCallOptions: Omit<TCallOptions, keyof RunnableConfig> & { readonly signal: AbortSignal };

  /** The provider's parameters for a call, told to handlers when it starts. No place for secrets. */
  invocationParams(_options?: this["ParsedCallOptions"]): Record<string, unknown> {
    return {};
  }

  /** A call's options as handlers are told them: a copy without what is secret, if they can hold any. By default as they are. */
  protected shownCallOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return options;
  }

  override get lc_attributes(): Record<string, unknown> | undefined {
    return { callbacks: undefined, verbose: undefined };
  }

  override get streamsOutput(): boolean {
    return true;
  }

  /** The results of several prompts, asked for in one call of the provider; each prompt is a run of its own. */
  async generate(prompts: readonly string[], config?: Partial<TCallOptions>): Promise<LLMResult> {
    const runs = prompts.map((_, index) =>
      openRun(
        this.specFor(config),
        index === 0 || config?.runId === undefined ? config : { ...config, runId: undefined },
      ),
    );
    const batch = this.#openBatch(prompts.length);
    const asked = prompts.map((prompt, index) =>
      this.#ask(prompt, { run: runs[index] as Run, batch, size: prompts.length }),
    );
    const results = await Promise.all(asked);
    return { generations: results.flatMap(({ generations }) => generations), llmOutput: llmOutputOf(results) };
  }

  /** {@link generate} for prompts' values. */
  generatePrompt(promptValues: readonly BasePromptValue[], config?: Partial<TCallOptions>): Promise<LLMResult> {
    return this.generate(
      promptValues.map((value) => value.toString()),
      config,
    );
  }

  protected override specFor(config: RunnableConfig | undefined): RunSpec {
    const options = modelOptionsOf(config as Readonly<Record<string, unknown>>);
    return new ModelRunSpec(this as unknown as DescribedModel, options, "llm");
  }

  protected override execute(): never {
    throw new NotStreamingError(this.getName()); // never called: a model's runs are opened and ended here
  }

  protected override async invokeRun(input: BaseLanguageModelInput, run: Run): Promise<string> {
    const prompt = promptOf(input, run);
    const { generations } = await this.#ask(prompt, { run, batch: this.#openBatch(1), size: 1 });
    return generations[0]?.[0]?.text ?? "";
  }

  protected override openStream(input: BaseLanguageModelInput, run: Run): MaybePromise<StreamPipe> {
    const call = new LLMCall(this as unknown as CallableLLM, run, promptOf(input, run));
    return hold(run, call.start(1), () => {
      if (this.canStream) return call.stream();
      return new StreamPipe(once(() => call.answer(this.#openBatch(1).place(), 1))).add(new WholeTextStage(run));
    });
  }

  /** @internal */
  get canStream(): boolean {
    return this._streamResponseChunks !== BaseLLM.prototype._streamResponseChunks;
  }

  async #ask(prompt: string, { run, batch, size }: Asked): Promise<LLMResult> {
    const call = new LLMCall(this as unknown as CallableLLM, run, prompt);
    const place = batch.place();
    try {
      return await promiseOf(() => execute(run, call.start(size), () => call.answer(place, size)));
    } finally {
      place.leave(); // one that failed or was cancelled before it could ask holds up nobody
    }
  }

  #openBatch(size: number): PromptBatch {
    return new PromptBatch(size, (prompts, runs) => {
      const [run] = runs as readonly [Run, ...Run[]];
      const options = new CallOptions(
        run,
        modelOptionsOf(configOf(run) as Readonly<Record<string, unknown>> | undefined),
      );
      const manager = run.isHeard ? new CallbackManagerForLLMRun(run) : undefined;
      return this._generate([...prompts], options as unknown as this["ParsedCallOptions"], manager);
    });
  }
}

/** A prompt on its way, as one of `size` in its batch. */
interface Asked {
  readonly run: Run;
  readonly batch: PromptBatch;
  readonly size: number;
}

/** @throws what is wrong with the input; the run has ended then */
function promptOf(input: BaseLanguageModelInput, run: Run): string {
  try {
    return toPromptText(input);
  } catch (error) {
    void run.settle({ status: "error", error });
    throw error;
  }
}

/** The first that says anything: what belongs to the call as a whole stands in one of them. */
function llmOutputOf(results: readonly LLMResult[]): LLMResult["llmOutput"] {
  return results.find(({ llmOutput }) => llmOutput !== undefined)?.llmOutput;
}

async function* once<TValue>(make: () => Promise<TValue>): AsyncGenerator<TValue> {
  yield await make();
}
