import type { CallbackManagerForLLMRun } from "../callbacks/callback-manager-for-llm-run.js";
import { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { ChatResult } from "../outputs/llm-result.js";
import { BaseChatModel } from "./base-chat-model.js";
import type { BaseChatModelCallOptions } from "./call-options.js";

/**
 * A chat model whose answer is a text: all there is to implement is `_call`.
 *
 * @example
 * ```ts
 * import { SimpleChatModel } from "@earshot/core/language_models/chat_models";
 * import type { BaseMessage } from "@earshot/core/messages";
 *
 * class Parrot extends SimpleChatModel {
 *   _llmType() { return "parrot"; }
 *   async _call(messages: BaseMessage[]) { return messages.at(-1)?.text ?? ""; }
 * }
 * console.log((await new Parrot().invoke("hello")).text); // => hello
 * ```
 */
export abstract class SimpleChatModel<
  TCallOptions extends BaseChatModelCallOptions = BaseChatModelCallOptions,
> extends BaseChatModel<TCallOptions> {
  /** The answer. `options.signal` tells when to stop; `runManager` is there only if somebody listens. */
  abstract _call(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<string>;

  override async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    const text = await this._call(messages, options, runManager);
    return { generations: [{ text, message: new AIMessage(text) }] };
  }
}
