import { afterAll, beforeAll } from "vitest";
import { openAIProtocol } from "./openai-protocol.js";
import { startProviderServer, type ProviderServer } from "./provider-server.js";

interface OpenAIOnLoopback<TProvider> {
  openai(): TProvider;
  /** How many requests have reached the server. */
  asked(): number;
}

type Settings = { readonly baseURL: string; readonly apiKey: string };

/**
 * AI SDK's provider for OpenAI, of whatever version, before a server on loopback that is there while the tests of the file or group run. AI SDK's
 * warnings are silenced.
 */
export function openAIOnLoopback<TProvider>(
  createOpenAI: (settings: Settings) => TProvider,
): OpenAIOnLoopback<TProvider> {
  (globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;
  let server: ProviderServer;
  beforeAll(async () => {
    server = await startProviderServer(openAIProtocol);
  });
  afterAll(() => server[Symbol.asyncDispose]());
  return { openai: () => createOpenAI({ baseURL: server.url, apiKey: "any" }), asked: () => server.asked() };
}
