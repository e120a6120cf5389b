import { AIMessage } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import { BaseChatModel, type BaseChatModelParams } from "../models/base-chat-model.js";
import type { BindToolsInput } from "../models/bind-tools-input.js";
import type { BaseChatModelCallOptions } from "../models/call-options.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatResult } from "../outputs/llm-result.js";
import type { Runnable } from "../runnables/runnable.js";
import { wait } from "../util/wait.js";

/** What a call of a {@link FakeStreamingChatModel} may say. */
export interface FakeStreamingChatModelCallOptions extends BaseChatModelCallOptions {
  tools?: readonly unknown[];
}

/** What a {@link FakeStreamingChatModel} says. */
export interface FakeStreamingChatModelFields extends BaseChatModelParams {
  /** Milliseconds before each chunk; default 50. */
  readonly sleep?: number;
  /** The answer, the first of these; default: the first message's text. */
  readonly responses?: readonly BaseMessage[];
  /** What a stream yields, exactly; default: the answer's characters. */
  readonly chunks?: readonly AIMessageChunk[];
  /** Fails with this message instead. */
  readonly thrownErrorString?: string;
}

/** A chat model that streams the chunks it was given, or its answer character by character. */
export class FakeStreamingChatModel extends BaseChatModel<FakeStreamingChatModelCallOptions> {
  readonly sleep: number;
  readonly responses: readonly BaseMessage[];
  readonly thrownErrorString: string | undefined;
  readonly #chunks: readonly AIMessageChunk[]; // `chunks` is what every runnable streams by

  constructor(fields: FakeStreamingChatModelFields = {}) {
    super(fields);
    this.sleep = fields.sleep ?? 50;
    this.responses = fields.responses ?? [];
    this.#chunks = fields.chunks ?? [];
    this.thrownErrorString = fields.thrownErrorString;
  }

  override _llmType(): string {
    return "fake";
  }

  override bindTools(
    tools: BindToolsInput[],
    options: Partial<FakeStreamingChatModelCallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, FakeStreamingChatModelCallOptions> {
    return this.withConfig({ ...options, tools });
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const text = this.#answer(messages);
    return { generations: [{ text, message: new AIMessage(text) }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    const text = this.#answer(messages);
    const chunks = this.#chunks.length > 0 ? this.#chunks : [...text].map((character) => new AIMessageChunk(character));
    for (const message of chunks) {
      await wait(this.sleep, options.signal);
      yield new ChatGenerationChunk({ text: message.text, message });
    }
  }

  #answer(messages: BaseMessage[]): string {
    if (this.thrownErrorString !== undefined) throw new Error(this.thrownErrorString);
    return (this.responses[0] ?? messages[0])?.text ?? "";
  }
}
