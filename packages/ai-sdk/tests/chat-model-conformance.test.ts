import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { chatModelConformance, startAnthropicServer, type AnthropicServer } from "@earshot/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { fromAISDK, type AISDKModel } from "../src/index.js";
import { anthropicReply, secret } from "./support/anthropic-reply.js";
import { googleProtocol } from "../../../tests/support/google-protocol.js";
import { openAIProtocol, scripted } from "../../../tests/support/openai-protocol.js";
import {
  startProviderServer,
  type ProviderProtocol,
  type ProviderServer,
} from "../../../tests/support/provider-server.js";

describe("a model of @ai-sdk/anthropic is a chat model", () => {
  let server: AnthropicServer;
  beforeAll(async () => {
    server = await startAnthropicServer({ reply: anthropicReply });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const cases = chatModelConformance({
    make: (work, fields) => {
      const anthropic = createAnthropic({ apiKey: secret, baseURL: `${server.url}/v1` });
      return fromAISDK(anthropic(work), { ...fields, maxOutputTokens: 100, maxRetries: 0 });
    },
    ...scripted,
    secret,
    provider: {
      asked: () => server.requests.length,
      open: () => server.requests.filter(({ outcome }) => outcome === "open").length,
    },
  });
  it.for(cases)("$name", async ({ skip, run }, context) => {
    if (skip !== undefined) context.skip(skip);
    await run();
  });
});

interface Provider {
  readonly name: string;
  readonly protocol: ProviderProtocol;
  readonly skips?: Readonly<Record<string, string>>;
  make(url: string, model: string): AISDKModel;
}

const providers: readonly Provider[] = [
  {
    name: "@ai-sdk/openai",
    protocol: openAIProtocol,
    make: (baseURL, model) => createOpenAI({ baseURL, apiKey: secret }).chat(model),
  },
  {
    name: "@ai-sdk/openai-compatible",
    protocol: openAIProtocol,
    make: (baseURL, model) =>
      createOpenAICompatible({ name: "local", baseURL, apiKey: secret, includeUsage: true })(model),
  },
  {
    name: "@ai-sdk/google",
    protocol: googleProtocol,
    make: (url, model) => createGoogleGenerativeAI({ baseURL: `${url}/v1beta`, apiKey: secret })(model),
    skips: { "a tool is called in pieces": "the provider's stream has a call in one piece" },
  },
];

describe.each(providers)("a model of $name is a chat model", ({ protocol, make, skips }) => {
  let server: ProviderServer;
  beforeAll(async () => {
    server = await startProviderServer(protocol);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const cases = chatModelConformance({
    make: (work, fields) => fromAISDK(make(server.url, work), { ...fields, maxRetries: 0 }),
    ...scripted,
    secret,
    provider: { asked: () => server.asked(), open: () => server.open() },
    ...(skips !== undefined && { skips }),
  });
  it.for(cases)("$name", async ({ skip, run }, context) => {
    if (skip !== undefined) context.skip(skip);
    await run();
  });
});
