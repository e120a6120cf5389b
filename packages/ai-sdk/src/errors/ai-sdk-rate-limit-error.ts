import { AISDKModelError, type AISDKModelErrorDetails } from "./ai-sdk-model-error.js";

/** The provider's rate limit is reached (429); `retryAfterMs` says how long it asks to wait. */
export class AISDKRateLimitError extends AISDKModelError {
  override readonly name = "AISDKRateLimitError";

  constructor(message: string, details: Omit<AISDKModelErrorDetails, "code">) {
    super(message, { ...details, code: "AI_SDK_RATE_LIMIT" });
  }
}
