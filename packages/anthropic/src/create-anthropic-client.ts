import Anthropic, { type ClientOptions } from "@anthropic-ai/sdk";
import type { AnthropicClient } from "./anthropic-client.js";
import type { ChatAnthropicFields } from "./chat-anthropic-fields.js";
import { readEnvironment } from "./environment.js";
import { AnthropicMissingApiKeyError } from "./errors/missing-api-key-error.js";
import { settleApiUrl } from "./settle-api-url.js";

/** The credentials and the address that a model's fields amount to. */
export interface ClientSettings {
  readonly apiKey: string | undefined;
  readonly apiUrl: string | undefined;
  readonly clientOptions: ClientOptions | undefined;
  readonly createClient: ((options: ClientOptions) => AnthropicClient) | undefined;
}

/**
 * Settles key and address: the fields first, then `clientOptions`, then the environment. The key loses the white space around it, such as the
 * line break of a file it was read from.
 *
 * @throws AnthropicMissingApiKeyError if there is no key, and no other way to get in.
 * @throws AnthropicInvalidUrlError if the address is none.
 */
export function settleClient(fields: ChatAnthropicFields): ClientSettings {
  const { clientOptions, createClient } = fields;
  const given = fields.apiKey ?? fields.anthropicApiKey;
  const apiKey = given?.trim() || (hasCredentials(clientOptions) ? undefined : readEnvironment("ANTHROPIC_API_KEY"));
  if (apiKey === undefined && createClient === undefined && !hasCredentials(clientOptions))
    throw new AnthropicMissingApiKeyError();
  return { apiKey, apiUrl: settleApiUrl(fields, apiKey), clientOptions, createClient };
}

/**
 * The client for these settings. Its own retries are off, as ours are heard and its are not. It is allowed to run in a browser: whoever
 * gives a key to a page, rather than the address of a proxy, has decided so. It logs nothing unless it was asked to: what goes wrong is in
 * the errors.
 */
export function createAnthropicClient({
  apiKey,
  apiUrl,
  clientOptions,
  createClient,
}: ClientSettings): AnthropicClient {
  const options: ClientOptions = { dangerouslyAllowBrowser: true, ...clientOptions, maxRetries: 0 };
  if (options.logger === undefined && readEnvironment("ANTHROPIC_LOG") === undefined) options.logLevel ??= "off";
  if (apiUrl !== undefined) options.baseURL = apiUrl;
  if (apiKey !== undefined) options.apiKey = apiKey;
  return createClient === undefined ? new Anthropic(options) : createClient(options);
}

/** What must not show in an error. */
export function secretOf({ apiKey, clientOptions }: ClientSettings): string | undefined {
  const secrets = [apiKey, clientOptions?.apiKey, clientOptions?.authToken];
  return secrets.find((secret): secret is string => typeof secret === "string");
}

function hasCredentials(options: ClientOptions | undefined): boolean {
  return [options?.apiKey, options?.authToken, options?.credentials, options?.config, options?.profile].some(
    (value) => value != null,
  );
}
