import { AISDKChatModel } from "./ai-sdk-chat-model.js";
import type { AISDKChatModelFields } from "./ai-sdk-chat-model-fields.js";
import type { AISDKModel } from "./ai-sdk-model.js";

/**
 * Any AI SDK provider's model as a chat model of Earshot: it streams, calls tools, answers in a form, reasons, counts, and stops when it is told
 * to; each call of it is heard as one run.
 *
 * Failures are `AISDKModelError`s with `retryable` and `retryAfterMs`, and the provider's own error as their cause.
 *
 * @throws AISDKUnsupportedModelError if `model` is none of an AI SDK provider
 * @example
 * ```ts
 * import { createAnthropic } from "@ai-sdk/anthropic";
 * import { fromAISDK } from "@earshot/ai-sdk";
 * import { pageReply, startAnthropicServer } from "@earshot/testing";
 *
 * await using server = await startAnthropicServer({ reply: pageReply });
 * const anthropic = createAnthropic({ apiKey: "any", baseURL: `${server.url}/v1` });
 * const model = fromAISDK(anthropic("claude-sonnet-4-5"), { maxOutputTokens: 100 });
 * const answer = await model.invoke("What is 1 + 2?");
 * console.log(answer.content); // => The sum of 1 and 2 is 3.
 * ```
 */
export function fromAISDK(model: AISDKModel, fields?: AISDKChatModelFields): AISDKChatModel {
  return new AISDKChatModel(model, fields);
}
