import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The API has more requests than it can serve (529, or an `error` event in mid-stream). */
export class AnthropicOverloadedError extends AnthropicError {
  override readonly name = "AnthropicOverloadedError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_OVERLOADED" });
  }
}
