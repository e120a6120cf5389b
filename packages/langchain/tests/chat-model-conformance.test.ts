import { ChatAnthropic } from "@langchain/anthropic";
import type { BaseChatModel as LangChainModel } from "@langchain/core/language_models/chat_models";
import { ChatGoogleGenerativeAI } from "@langchain/google-genai";
import { ChatOllama } from "@langchain/ollama";
import { ChatOpenAI } from "@langchain/openai";
import {
  chatModelConformance,
  startAnthropicServer,
  type AnthropicReply,
  type AnthropicServer,
  type ChatModelSubject,
  type ChatModelWork,
} from "@earshot/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { LangChainChatModel } from "../src/index.js";
import { googleProtocol } from "../../../tests/support/google-protocol.js";
import { ollamaProtocol } from "./support/ollama-protocol.js";
import { openAIProtocol, scripted } from "../../../tests/support/openai-protocol.js";
import {
  startProviderServer,
  type ProviderProtocol,
  type ProviderServer,
} from "../../../tests/support/provider-server.js";

const secret = "sk-very-secret-indeed";
const wholeCalls = { "a tool is called in pieces": "the provider's stream has a call in one piece" };
const closing = "it closes its provider's answer when it is left or stopped";

// Aborted in the middle of a stream, Google's SDK rejects a promise of its own that nobody has, under LangChain alone too: the process gets an
// unhandled rejection, which fails a test file.
const googleStops = Object.fromEntries(
  [
    closing,
    "an abort ends its stream",
    "leaving a stream early ends it as cancelled",
    "its end tells what there was of an answer that was left",
    "a throw in the loop ends it as cancelled",
  ].map((name) => [name, "Google's SDK makes an unhandled rejection of an aborted stream"]),
);

interface Provider extends Pick<ChatModelSubject, "skips"> {
  readonly name: string;
  readonly protocol: ProviderProtocol;
  readonly secret: ChatModelSubject["secret"];
  make(model: string, url: string): LangChainModel;
}

const providers: readonly Provider[] = [
  {
    name: "ChatOpenAI",
    protocol: openAIProtocol,
    secret,
    make: (model, baseURL) => new ChatOpenAI({ model, apiKey: secret, configuration: { baseURL }, maxRetries: 0 }),
  },
  {
    name: "ChatOllama",
    protocol: ollamaProtocol,
    secret: { none: "Ollama has no key" },
    make: (model, baseUrl) => new ChatOllama({ model, baseUrl, maxRetries: 0 }),
    skips: { ...wholeCalls, [closing]: "ChatOllama looks at its signal between pieces, and never closes a stream" },
  },
  {
    name: "ChatGoogleGenerativeAI",
    protocol: googleProtocol,
    secret,
    make: (model, baseUrl) => new ChatGoogleGenerativeAI({ model, apiKey: secret, baseUrl, maxRetries: 0 }),
    skips: { ...wholeCalls, ...googleStops },
  },
];

describe.each(providers)("$name of LangChain is a chat model", ({ protocol, make, secret: told, skips }) => {
  let server: ProviderServer;
  beforeAll(async () => {
    server = await startProviderServer(protocol);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const cases = chatModelConformance({
    make: (work, fields) => new LangChainChatModel({ ...fields, model: make(work, server.url) }),
    ...scripted,
    secret: told,
    provider: { asked: () => server.asked(), open: () => server.open() },
    ...(skips !== undefined && { skips }),
  });
  it.for(cases)("$name", async ({ skip, run }, context) => {
    if (skip !== undefined) context.skip(skip);
    await run();
  });
});

const never = 60_000;

function reply(work: ChatModelWork, isStream: boolean): AnthropicReply {
  const answer = { content: scripted.text, usage: scripted.usage };
  if (work === "fail") return { status: 400 };
  if (work === "hang")
    return isStream ? { ...answer, eventDelayMs: (index) => (index > 4 ? never : 0) } : { ...answer, latencyMs: never };
  if (work === "answer") return answer;
  const { name, args: input } = scripted.toolCall;
  return { content: [{ type: "tool_use", id: "toolu_1", name, input }], usage: scripted.usage };
}

describe("ChatAnthropic of LangChain is a chat model", () => {
  let server: AnthropicServer;
  beforeAll(async () => {
    server = await startAnthropicServer({
      reply: ({ body }) => reply(body?.["model"] as ChatModelWork, body?.["stream"] === true),
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const cases = chatModelConformance({
    make: (model, fields) =>
      new LangChainChatModel({
        ...fields,
        model: new ChatAnthropic({ model, apiKey: secret, anthropicApiUrl: server.url, maxRetries: 0, maxTokens: 100 }),
      }),
    ...scripted,
    secret,
    provider: {
      asked: () => server.requests.length,
      open: () => server.requests.filter(({ outcome }) => outcome === "open").length,
    },
    skips: { "the usage of its chunks adds up": "LangChain adds the first count to the last, which includes it" },
  });
  it.for(cases)("$name", async ({ skip, run }, context) => {
    if (skip !== undefined) context.skip(skip);
    await run();
  });
});
