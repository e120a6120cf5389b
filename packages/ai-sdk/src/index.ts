export { AISDKChatModel } from "./chat-model/ai-sdk-chat-model.js";
export type {
  AISDKCallOptions,
  AISDKChatModelFields,
  AISDKReasoning,
  AISDKSettings,
  DownloadedFile,
} from "./chat-model/ai-sdk-chat-model-fields.js";
export type { AISDKModel } from "./chat-model/ai-sdk-model.js";
export { fromAISDK } from "./chat-model/from-ai-sdk.js";
export { registerEarshot } from "./register/register-earshot.js";
export { earshotIntegration } from "./telemetry/earshot-integration.js";
export {
  earshotMiddleware,
  type EarshotMiddleware,
  type EarshotMiddlewareOptions,
} from "./telemetry/earshot-middleware.js";
export {
  earshotTelemetry,
  type EarshotTelemetry,
  type EarshotTelemetryOptions,
} from "./telemetry/earshot-telemetry.js";
export type { EarshotIntegration, EarshotIntegrationOptions } from "./telemetry/integration-hooks.js";
export { AISDKAuthenticationError } from "./errors/ai-sdk-authentication-error.js";
export { AISDKContentError } from "./errors/ai-sdk-content-error.js";
export { AISDKModelError, type AISDKModelErrorDetails } from "./errors/ai-sdk-model-error.js";
export { AISDKRateLimitError } from "./errors/ai-sdk-rate-limit-error.js";
export { AISDKStreamInterruptedError } from "./errors/ai-sdk-stream-interrupted-error.js";
export { AISDKToolError } from "./errors/ai-sdk-tool-error.js";
export { AISDKUnsupportedModelError } from "./errors/ai-sdk-unsupported-model-error.js";
