import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The key is missing, wrong or revoked (401). */
export class AnthropicAuthenticationError extends AnthropicError {
  override readonly name = "AnthropicAuthenticationError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_AUTHENTICATION" });
  }
}
