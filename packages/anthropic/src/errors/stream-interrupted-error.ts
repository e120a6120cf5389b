import { AnthropicError, type AnthropicErrorDetails } from "./anthropic-error.js";

/** The stream ended before `message_stop`: what arrived is not the whole answer, so it is not passed off as one. */
export class AnthropicStreamInterruptedError extends AnthropicError {
  override readonly name = "AnthropicStreamInterruptedError";

  constructor(message: string, details: Omit<AnthropicErrorDetails, "code">) {
    super(message, { ...details, code: "ANTHROPIC_STREAM_INTERRUPTED" });
  }
}
