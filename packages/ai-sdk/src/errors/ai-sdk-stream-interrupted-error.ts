import { AISDKModelError, type AISDKModelErrorDetails } from "./ai-sdk-model-error.js";

/** A stream ended before the provider said that the answer is finished: what came is not the whole answer. */
export class AISDKStreamInterruptedError extends AISDKModelError {
  override readonly name = "AISDKStreamInterruptedError";

  constructor(message: string, details: Omit<AISDKModelErrorDetails, "code">) {
    super(message, { ...details, code: "AI_SDK_STREAM_INTERRUPTED" });
  }
}
