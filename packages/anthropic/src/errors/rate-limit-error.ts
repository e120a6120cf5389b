import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The account's rate limit is reached (429); `retryAfterMs` says how long the API asks to wait. */
export class AnthropicRateLimitError extends AnthropicError {
  override readonly name = "AnthropicRateLimitError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_RATE_LIMIT" });
  }
}
