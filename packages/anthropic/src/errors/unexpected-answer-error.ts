import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** An answer came with a status of success, but it is no message: a proxy's page, or another service behind `anthropicApiUrl`. */
export class AnthropicUnexpectedAnswerError extends AnthropicError {
  override readonly name = "AnthropicUnexpectedAnswerError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_UNEXPECTED_ANSWER" });
  }
}
