import { AnthropicError } from "./anthropic-error.js";

/** No key was given, and the environment has none. Thrown by the constructor, so that it is seen before the first call. */
export class AnthropicMissingApiKeyError extends AnthropicError {
  override readonly name = "AnthropicMissingApiKeyError";

  constructor() {
    super(
      "ChatAnthropic has no API key. Pass `apiKey` (or `anthropicApiKey`), or set the environment variable ANTHROPIC_API_KEY. " +
        "A client with other credentials is made by `clientOptions` (`authToken`, `credentials`) or `createClient`.",
      { code: "ANTHROPIC_MISSING_API_KEY" },
    );
  }
}
