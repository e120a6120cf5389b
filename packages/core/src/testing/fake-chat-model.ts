import { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { BaseChatModel } from "../models/base-chat-model.js";
import type { ChatResult } from "../outputs/llm-result.js";

/** A chat model that says what it is told, the texts of all messages line by line; with `stop`, the first of that. */
export class FakeChatModel extends BaseChatModel {
  override _llmType(): string {
    return "fake";
  }

  override async _generate(messages: BaseMessage[], options: this["ParsedCallOptions"]): Promise<ChatResult> {
    const { stop } = options as { readonly stop?: readonly string[] };
    const text = stop?.[0] ?? messages.map((message) => message.text).join("\n");
    return { generations: [{ text, message: new AIMessage(text) }] };
  }
}
