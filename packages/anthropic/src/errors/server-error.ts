import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The API failed on its side (5xx, or an `error` event in mid-stream). */
export class AnthropicServerError extends AnthropicError {
  override readonly name = "AnthropicServerError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_SERVER" });
  }
}
