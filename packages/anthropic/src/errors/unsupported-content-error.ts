import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** A message holds content that the Messages API has no form for. Nothing was sent. */
export class AnthropicUnsupportedContentError extends AnthropicError {
  override readonly name = "AnthropicUnsupportedContentError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_UNSUPPORTED_CONTENT" });
  }
}
