import type { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { BaseChatModel } from "../models/base-chat-model.js";
import type { ChatResult } from "../outputs/llm-result.js";

/** A chat model that says what it is told, the texts of all messages line by line; it says the whole of it as a token. With `stop`, it answers the first of that. */
export class FakeChatModel extends BaseChatModel {
  override _llmType(): string {
    return "fake";
  }

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const { stop } = options as { readonly stop?: readonly string[] };
    const [stopped] = stop ?? [];
    if (stopped !== undefined) return { generations: [{ text: stopped, message: new AIMessage(stopped) }] };
    const text = messages.map((message) => message.text).join("\n");
    await runManager?.handleLLMNewToken(text);
    return { llmOutput: {}, generations: [{ text, message: new AIMessage(text) }] };
  }
}
