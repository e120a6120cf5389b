import { AISDKModelError, type AISDKModelErrorDetails } from "./ai-sdk-model-error.js";

/** The provider refuses the key, or the key may not do this (401, 403). */
export class AISDKAuthenticationError extends AISDKModelError {
  override readonly name = "AISDKAuthenticationError";

  constructor(message: string, details: Omit<AISDKModelErrorDetails, "code">) {
    super(message, { ...details, code: "AI_SDK_AUTHENTICATION" });
  }
}
