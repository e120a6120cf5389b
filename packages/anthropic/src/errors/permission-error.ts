import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The key is good, but may not do this (403), or the account has no credit (402). */
export class AnthropicPermissionError extends AnthropicError {
  override readonly name = "AnthropicPermissionError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_PERMISSION" });
  }
}
