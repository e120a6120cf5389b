import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The request is too big: in bytes (413), or longer than the model's context (400, "prompt is too long"). */
export class AnthropicRequestTooLargeError extends AnthropicError {
  override readonly name = "AnthropicRequestTooLargeError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_REQUEST_TOO_LARGE" });
  }
}
