import type { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import { AIMessage } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import { BaseChatModel, type BaseChatModelParams } from "../models/base-chat-model.js";
import type { BindToolsInput } from "../models/bind-tools-input.js";
import type { BaseChatModelCallOptions } from "../models/call-options.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";
import type { StructuredOutput, StructuredOutputMethodOptions } from "../models/structured-output-options.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatResult } from "../outputs/llm-result.js";
import type { Runnable } from "../runnables/runnable.js";
import type { JsonSchema } from "../schema/schema.js";
import type { StandardSchema } from "../schema/standard-schema.js";
import { wait } from "../util/wait.js";

/** What a {@link FakeListChatModel} says. */
export interface FakeChatInput extends BaseChatModelParams {
  /** The answers, one a call, from the first again after the last. */
  readonly responses: readonly string[];
  /** Milliseconds before the answer, or before each of its characters when it streams. */
  readonly sleep?: number;
  /** Says the custom event `some_test_event` in each call. */
  readonly emitCustomEvent?: boolean;
  /** On the last chunk of a stream. */
  readonly generationInfo?: Record<string, unknown>;
}

/** What a call of a {@link FakeListChatModel} may say. */
export interface FakeListChatModelCallOptions extends BaseChatModelCallOptions {
  /** Fails with this message: before anything is said. */
  thrownErrorString?: string;
  tools?: readonly unknown[];
}

type Options = Partial<FakeListChatModelCallOptions> & { readonly signal: AbortSignal };

/**
 * A chat model that gives its answers in turn, character by character when it streams. With structured output its answers are read as JSON.
 *
 * @example
 * ```ts
 * import { FakeListChatModel } from "@earshot/core/utils/testing";
 *
 * const model = new FakeListChatModel({ responses: ["yes", "no"] });
 * console.log((await model.invoke("Really?")).text, (await model.invoke("Really?")).text); // => yes no
 * ```
 */
export class FakeListChatModel extends BaseChatModel<FakeListChatModelCallOptions> {
  override lc_serializable = true;
  readonly responses: readonly string[];
  /** The place of the next answer. */
  i = 0;
  readonly sleep: number | undefined;
  readonly emitCustomEvent: boolean;
  readonly generationInfo: Record<string, unknown> | undefined;

  constructor(params: FakeChatInput) {
    super(params);
    this.responses = params.responses;
    this.sleep = params.sleep;
    this.emitCustomEvent = params.emitCustomEvent ?? false;
    this.generationInfo = params.generationInfo;
  }

  static override lc_name(): string {
    return "FakeListChatModel";
  }

  override _llmType(): string {
    return "fake-list";
  }

  override bindTools(
    tools: BindToolsInput[],
    options: Partial<FakeListChatModelCallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, FakeListChatModelCallOptions> {
    return this.withConfig({ ...options, tools });
  }

  override withStructuredOutput<TOutput = Record<string, unknown>, TIncludeRaw extends boolean = false>(
    schema: StandardSchema<unknown, TOutput> | JsonSchema,
    options?: StructuredOutputMethodOptions<TIncludeRaw>,
  ): Runnable<
    BaseLanguageModelInput,
    StructuredOutput<TOutput, TIncludeRaw, AIMessageChunk>,
    FakeListChatModelCallOptions
  > {
    return super.withStructuredOutput(schema, { ...options, method: "jsonSchema" });
  }

  protected override structuredOutputOptions(): Partial<FakeListChatModelCallOptions> {
    return {};
  }

  override async _generate(
    _messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const { thrownErrorString, signal } = options as Options;
    if (this.sleep !== undefined) await wait(this.sleep, signal);
    if (thrownErrorString !== undefined) throw new Error(thrownErrorString);
    if (this.emitCustomEvent) await runManager?.handleCustomEvent("some_test_event", { someval: true });
    const text = this.#next();
    return { generations: [{ text, message: new AIMessage(text) }], llmOutput: {} };
  }

  override async *_streamResponseChunks(
    _messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { thrownErrorString, signal } = options as Options;
    if (this.emitCustomEvent) await runManager?.handleCustomEvent("some_test_event", { someval: true });
    const characters = [...this.#next()];
    for (const [index, text] of characters.entries()) {
      if (this.sleep !== undefined) await wait(this.sleep, signal);
      if (thrownErrorString !== undefined) throw new Error(thrownErrorString);
      const generationInfo = index === characters.length - 1 ? this.generationInfo : undefined;
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }), generationInfo });
    }
  }

  #next(): string {
    const text = this.responses[this.i] ?? "";
    this.i = this.i >= this.responses.length - 1 ? 0 : this.i + 1;
    return text;
  }
}
