import { AnthropicError } from "./anthropic-error.js";

/** The address of the API is none. Thrown by the constructor, so that it is seen before the first call. */
export class AnthropicInvalidUrlError extends AnthropicError {
  override readonly name = "AnthropicInvalidUrlError";

  /** `source` is the field or the environment variable that the address comes from. */
  constructor(source: string, shownUrl: string) {
    super(
      `${source} is ${JSON.stringify(shownUrl)}, which is no address of a server. ` +
        "Give it scheme and host, e.g. `https://api.anthropic.com` or `http://localhost:8080`, or leave it out.",
      { code: "ANTHROPIC_INVALID_URL" },
    );
  }
}
