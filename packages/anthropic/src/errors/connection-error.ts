import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** No answer came: the host is unknown, refuses the connection, or dropped it before the answer began. */
export class AnthropicConnectionError extends AnthropicError {
  override readonly name = "AnthropicConnectionError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_CONNECTION" });
  }
}
