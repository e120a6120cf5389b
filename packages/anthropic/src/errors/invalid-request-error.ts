import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The API refuses the request as it is (400 and other 4xx): the message quotes what it objects to. */
export class AnthropicInvalidRequestError extends AnthropicError {
  override readonly name = "AnthropicInvalidRequestError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_INVALID_REQUEST" });
  }
}
