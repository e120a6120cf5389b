export type { AnthropicClient, AnthropicMessages } from "./anthropic-client.js";
export { ChatAnthropic } from "./chat-anthropic.js";
export type {
  AnthropicModelId,
  ChatAnthropicCallOptions,
  ChatAnthropicFields,
  InvocationKwargs,
} from "./chat-anthropic-fields.js";
export { defaultMaxTokens } from "./default-max-tokens.js";
export { defaultModel } from "./default-model.js";
export { AnthropicError, type AnthropicErrorDetails } from "./errors/anthropic-error.js";
export { AnthropicAuthenticationError } from "./errors/authentication-error.js";
export { AnthropicConnectionError } from "./errors/connection-error.js";
export { AnthropicInvalidRequestError } from "./errors/invalid-request-error.js";
export { AnthropicInvalidUrlError } from "./errors/invalid-url-error.js";
export { AnthropicMissingApiKeyError } from "./errors/missing-api-key-error.js";
export { AnthropicNotFoundError } from "./errors/not-found-error.js";
export { AnthropicOverloadedError } from "./errors/overloaded-error.js";
export { AnthropicPermissionError } from "./errors/permission-error.js";
export { AnthropicRateLimitError } from "./errors/rate-limit-error.js";
export { AnthropicRequestTooLargeError } from "./errors/request-too-large-error.js";
export { AnthropicServerError } from "./errors/server-error.js";
export { AnthropicStreamInterruptedError } from "./errors/stream-interrupted-error.js";
export { AnthropicTimeoutError } from "./errors/timeout-error.js";
export { AnthropicToolError } from "./errors/tool-error.js";
export { AnthropicUnexpectedAnswerError } from "./errors/unexpected-answer-error.js";
export { AnthropicUnsupportedContentError } from "./errors/unsupported-content-error.js";
export { toAnthropicMessages, type AnthropicConversation, type AnthropicTurn } from "./to-anthropic-messages.js";
export { toAnthropicToolChoice, toAnthropicTools, type AnthropicTool } from "./to-anthropic-tools.js";
