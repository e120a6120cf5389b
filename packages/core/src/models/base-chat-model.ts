import type { ModelCache } from "../caches/base-cache.js";
import type { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { MessageContent } from "../messages/content-block.js";
import { estimateTokens } from "../messages/estimate-tokens.js";
import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { BaseMessageLike } from "../messages/coerce-message.js";
import type { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatGeneration } from "../outputs/generation.js";
import type { ChatResult, LLMResult } from "../outputs/llm-result.js";
import { HeardRunnable, type HeardRunnableFields } from "../runnables/heard-runnable.js";
import { runnableFactory } from "../runnables/runnable-factories.js";
import type { Runnable } from "../runnables/runnable.js";
import { execute, hold } from "../runs/execute.js";
import { promiseOf, type MaybePromise } from "../runs/maybe-promise.js";
import { openRun } from "../runs/open-run.js";
import type { Run } from "../runs/run.js";
import type { RunSpec } from "../runs/run-spec.js";
import type { StreamPipe } from "../runs/stream-pipe.js";
import type { JsonSchema } from "../schema/schema.js";
import type { StandardSchema } from "../schema/standard-schema.js";
import type { BindToolsInput } from "./bind-tools-input.js";
import { modelOptionsOf, type BaseChatModelCallOptions } from "./call-options.js";
import { ChatModelCall, type CallableModel } from "./chat-model-call.js";
import { ModelRunSpec, type DescribedModel, type LangSmithParams } from "./model-run-spec.js";
import type { UsageMode } from "./chat-stream-stage.js";
import type { BaseLanguageModelInput } from "./language-model-input.js";
import { NotStreamingError } from "./not-streaming-error.js";
import type {
  StructuredOutput,
  StructuredOutputMethodOptions,
  StructuredOutputRequest,
} from "./structured-output-options.js";

/** What every chat model may be made of. */
export interface BaseChatModelParams extends HeardRunnableFields {
  /** Where answers are kept, and looked for before the provider is asked; true: in `InMemoryCache.global()`. A hit is heard as `run.cache_hit`. */
  cache?: ModelCache | boolean;
  /** True, or `"tool_calling"` for calls with tools: `stream` gives the whole answer at once. */
  disableStreaming?: boolean | "tool_calling";
}

/**
 * The base of chat models: messages in, a message out, whole or piece by piece.
 *
 * A provider implements `_generate`, and `_streamResponseChunks` to stream; it only answers and yields. The runtime opens the run, says
 * each yielded chunk before the consumer sees it, adds usage up, and ends the run once. Without `_streamResponseChunks`, `stream` gives
 * the whole answer as one chunk.
 *
 * @example
 * ```ts
 * import { BaseChatModel } from "@earshot/core/language_models/chat_models";
 * import { AIMessage, type BaseMessage } from "@earshot/core/messages";
 *
 * class Parrot extends BaseChatModel {
 *   _llmType() { return "parrot"; }
 *   async _generate(messages: BaseMessage[]) {
 *     const text = messages.at(-1)?.text ?? "";
 *     return { generations: [{ text, message: new AIMessage(text) }] };
 *   }
 * }
 * console.log((await new Parrot({}).invoke("hello")).text); // => hello
 * ```
 */
export abstract class BaseChatModel<
  TCallOptions extends BaseChatModelCallOptions = BaseChatModelCallOptions,
  TMessage extends BaseMessage = AIMessageChunk,
> extends HeardRunnable<BaseLanguageModelInput, TMessage, TCallOptions> {
  override lc_namespace: string[];
  disableStreaming: boolean | "tool_calling";
  declare cache?: ModelCache | boolean | undefined;
  /** What this provider's figures in chunks are. */
  protected readonly usageMode: UsageMode = "delta";

  constructor(fields: BaseChatModelParams = {}) {
    const { cache, ...kwargs } = fields;
    super({ callbacks: undefined, ...kwargs }); // serialized as LangChain's models are: `callbacks` comes first, and no cache
    this.lc_namespace = ["langchain", "chat_models", this._llmType()];
    this.callbacks = fields.callbacks;
    this.tags = fields.tags;
    this.metadata = fields.metadata;
    if (fields.verbose !== undefined) this.verbose = fields.verbose;
    if (fields.name !== undefined) this.name = fields.name;
    this.disableStreaming = fields.disableStreaming ?? false;
    this.cache = cache;
  }

  /** The kind of model, for its place in the serialized form. */
  abstract _llmType(): string;

  /** How many tokens a content has. An estimate by its length: a model that can count overrides it. */
  async getNumTokens(content: MessageContent): Promise<number> {
    return estimateTokens(content);
  }

  /** The whole answer. `options.signal` tells when to stop; `runManager` is there only if somebody listens. */
  abstract _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult>;

  /**
   * The answer piece by piece. Every yielded chunk is heard; `runManager.handleLLMNewToken` may be called as LangChain's models do, and is not
   * heard twice.
   *
   * @throws NotStreamingError unless it is overridden
   */
  // oxlint-disable-next-line require-yield -- the base has nothing to yield
  async *_streamResponseChunks(
    _messages: BaseMessage[],
    _options: this["ParsedCallOptions"],
    _runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    throw new NotStreamingError(this.getName());
  }

  /** The options as `_generate` gets them. */
  declare readonly ParsedCallOptions: Omit<TCallOptions, keyof RunnableConfig> & { readonly signal: AbortSignal };

  /** True for a call whose whole answer is to be put together from a stream: one that may take longer than a connection lasts, say. */
  protected answersByStream(_options: this["ParsedCallOptions"]): boolean {
    return false;
  }

  /** This model with tools that are offered in every call. There, where the model can call tools. */
  bindTools?(
    tools: BindToolsInput[],
    options?: Partial<TCallOptions>,
  ): Runnable<BaseLanguageModelInput, TMessage, TCallOptions>;

  /**
   * The call options that make the model answer in a form: for `"jsonSchema"` and `"jsonMode"` what its provider has for that, `undefined` if
   * it has nothing; for `"functionCalling"` what forces it to call the tool, in place of `tool_choice`.
   */
  protected structuredOutputOptions?(request: StructuredOutputRequest): Partial<TCallOptions> | undefined;

  /**
   * This model, answering in the form that a schema says: zod's, valibot's, arktype's or any other Standard Schema, or a JSON Schema. What
   * it answers is checked, and typed. Streamed, it gives what there is of the value as it comes, unchecked, each piece in place of the one
   * before; the last is the value itself.
   *
   * @throws StructuredOutputError, carrying the message, when an answer is not in the form; with `includeRaw`, `parsed` is null instead
   * @throws StructuredOutputUnsupportedError at once, if the model doesn't have the method
   * @example
   * ```ts
   * import { FakeToolCallingModel } from "@earshot/core/utils/testing";
   *
   * const model = new FakeToolCallingModel({ toolCalls: [[{ name: "extract", args: { setup: "Knock", punchline: "knock" } }]] });
   * const joke = { type: "object", properties: { setup: { type: "string" }, punchline: { type: "string" } } };
   * console.log(await model.withStructuredOutput(joke).invoke("Tell me a joke")); // => { setup: 'Knock', punchline: 'knock' }
   * ```
   */
  withStructuredOutput<TOutput = Record<string, unknown>, TIncludeRaw extends boolean = false>(
    schema: StandardSchema<unknown, TOutput> | JsonSchema,
    options?: StructuredOutputMethodOptions<TIncludeRaw>,
  ): Runnable<BaseLanguageModelInput, StructuredOutput<TOutput, TIncludeRaw, TMessage>, TCallOptions> {
    return runnableFactory("withStructuredOutput")(this as unknown as Runnable, schema, options) as never;
  }

  /** The provider's parameters for a call, told to handlers when it starts. No place for secrets. */
  invocationParams(_options?: this["ParsedCallOptions"]): Record<string, unknown> {
    return {};
  }

  /** A call's options as handlers are told them: a copy without what is secret, if they can hold any. By default as they are. */
  protected shownCallOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return options;
  }

  /** What is said of the model in a run's metadata. */
  getLsParams(options: this["ParsedCallOptions"]): LangSmithParams {
    const provider = this.getName().replace(/^Chat/, "");
    return { ls_model_type: "chat", ls_stop: (options as BaseChatModelCallOptions).stop, ls_provider: provider };
  }

  override get lc_attributes(): Record<string, unknown> | undefined {
    return { callbacks: undefined, verbose: undefined };
  }

  override get streamsOutput(): boolean {
    return true;
  }

  protected override specFor(config: RunnableConfig | undefined): RunSpec {
    return new ModelRunSpec(
      this as unknown as DescribedModel,
      modelOptionsOf(config as Readonly<Record<string, unknown>>),
    );
  }

  protected override execute(): never {
    throw new NotStreamingError(this.getName()); // never called: a model's runs are opened and ended below
  }

  /** The results of several conversations, each a run of its own; `generations[i]` are the answers to the i-th. */
  async generate(
    conversations: readonly (readonly BaseMessageLike[])[],
    config?: Partial<TCallOptions>,
  ): Promise<LLMResult> {
    const ask = (messages: readonly BaseMessageLike[]) =>
      promiseOf(() => resultOf(this, messages, openRun(this.specFor(config), config)));
    const results = await Promise.all(conversations.map(ask));
    return { generations: results.flatMap(({ generations }) => generations), llmOutput: results[0]?.llmOutput };
  }

  protected override invokeRun(input: BaseLanguageModelInput, run: Run): MaybePromise<TMessage> {
    const result = resultOf(this, input, run);
    return result instanceof Promise ? result.then(messageOf<TMessage>) : messageOf<TMessage>(result);
  }

  protected override openStream(input: BaseLanguageModelInput, run: Run): MaybePromise<StreamPipe> {
    const call = new ChatModelCall(this as unknown as CallableModel, run, input);
    return hold(run, call.start(), () => call.stream());
  }

  /** @internal Whether a call with these options may go through the stream. */
  mayStream(options: Readonly<Record<string, unknown>>): boolean {
    if (this._streamResponseChunks === BaseChatModel.prototype._streamResponseChunks) return false;
    if (this.disableStreaming === "tool_calling") return !Array.isArray(options["tools"]);
    return !this.disableStreaming;
  }
}

function resultOf(model: object, input: BaseLanguageModelInput, run: Run): MaybePromise<LLMResult> {
  const call = new ChatModelCall(model as CallableModel, run, input);
  return execute(run, call.start(), () => call.answer());
}

const messageOf = <TMessage>(result: LLMResult): TMessage =>
  (result.generations[0] as [ChatGeneration])[0].message as unknown as TMessage;
