import type { ChatAnthropicFields } from "./chat-anthropic-fields.js";
import { readEnvironment } from "./environment.js";
import { AnthropicInvalidUrlError } from "./errors/invalid-url-error.js";
import { scrubSecret } from "./errors/scrub-secret.js";

/**
 * The address that a model's fields amount to: `anthropicApiUrl`, then `clientOptions.baseURL`, then the environment; undefined for Anthropic's own.
 *
 * @throws AnthropicInvalidUrlError if it is no http address; a key that was put there by mistake does not show in it.
 */
export function settleApiUrl(fields: ChatAnthropicFields, apiKey: string | undefined): string | undefined {
  const sources: readonly (readonly [name: string, url: string | null | undefined])[] = [
    ["`anthropicApiUrl`", fields.anthropicApiUrl],
    ["`clientOptions.baseURL`", fields.clientOptions?.baseURL],
    ["The environment variable ANTHROPIC_API_URL", readEnvironment("ANTHROPIC_API_URL")],
    ["The environment variable ANTHROPIC_BASE_URL", readEnvironment("ANTHROPIC_BASE_URL")],
  ];
  for (const [name, url] of sources) {
    if (url === undefined || url === null) continue;
    if (!isHttp(url)) throw new AnthropicInvalidUrlError(name, scrubSecret(url, apiKey));
    return url;
  }
  return undefined;
}

/** `localhost:8080` is a URL too, of the scheme "localhost". */
function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
