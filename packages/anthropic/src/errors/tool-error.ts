import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** A tool, or the choice of one, can't be sent as it is. Nothing was sent. */
export class AnthropicToolError extends AnthropicError {
  override readonly name = "AnthropicToolError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_TOOL" });
  }
}
