import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The model, or a file or container named in the request, does not exist or is not open to this key (404). */
export class AnthropicNotFoundError extends AnthropicError {
  override readonly name = "AnthropicNotFoundError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_NOT_FOUND" });
  }
}
