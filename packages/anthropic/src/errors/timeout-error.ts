import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** No answer came within the client's timeout. */
export class AnthropicTimeoutError extends AnthropicError {
  override readonly name = "AnthropicTimeoutError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_TIMEOUT" });
  }
}
