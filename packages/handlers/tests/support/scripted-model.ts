import { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { AIMessage, AIMessageChunk, type BaseMessage, type UsageMetadata } from "@earshot/core/messages";
import { ChatGenerationChunk } from "@earshot/core/outputs";

/** A piece of an answer: its text, or figures. */
export type ScriptedChunk = string | UsageMetadata;

/** Figures of a call. */
export const figures = (input: number, output: number): UsageMetadata => ({
  input_tokens: input,
  output_tokens: output,
  total_tokens: input + output,
});

/** A model that answers with what it was given, piece by piece or whole, and counts how often it was asked and how many pieces were taken. */
export class ScriptedModel extends BaseChatModel {
  readonly answer: readonly ScriptedChunk[];
  readonly model: string;
  asked = 0;
  given = 0;

  constructor(chunks: readonly ScriptedChunk[], { model = "claude-opus-5", cache = false } = {}) {
    super({ cache });
    this.answer = chunks;
    this.model = model;
  }

  _llmType() {
    return "scripted";
  }

  override getLsParams() {
    return { ls_provider: "anthropic", ls_model_name: this.model, ls_model_type: "chat" } as const;
  }

  async _generate(_messages: BaseMessage[], options: { readonly signal: AbortSignal }) {
    this.asked++;
    await new Promise((resolve) => setTimeout(resolve, 1));
    options.signal.throwIfAborted();
    const text = this.answer.filter((chunk) => typeof chunk === "string").join("");
    const usages = this.answer.filter((chunk) => typeof chunk !== "string");
    const usage = usages.length === 0 ? {} : { usage_metadata: usages.reduce(sum) };
    return { generations: [{ text, message: new AIMessage({ content: text, ...usage }) }] };
  }

  override async *_streamResponseChunks() {
    this.asked++;
    for (const chunk of this.answer) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      this.given++;
      const text = typeof chunk === "string" ? chunk : "";
      const usage = typeof chunk === "string" ? {} : { usage_metadata: chunk };
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text, ...usage }) });
    }
  }
}

const sum = (left: UsageMetadata, right: UsageMetadata) =>
  figures(left.input_tokens + right.input_tokens, left.output_tokens + right.output_tokens);
