import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { googleProtocol } from "./google-protocol.js";
import { ollamaProtocol } from "./ollama-protocol.js";
import { openAIProtocol } from "./openai-protocol.js";
import { secret, serve, serveAnthropic, type ScriptedProvider } from "./scripted-provider.js";

type ModelClass<TFields> = new (fields: TFields) => BaseChatModel;
type Fields = { readonly model: string; readonly maxRetries?: number; readonly apiKey?: string };

/** LangChain's classes of models, of whatever version. */
export interface LangChainModels {
  readonly ChatAnthropic: ModelClass<Fields & { readonly anthropicApiUrl: string; readonly maxTokens: number }>;
  readonly ChatGoogleGenerativeAI: ModelClass<Fields & { readonly baseUrl: string }>;
  readonly ChatOllama: ModelClass<Fields & { readonly baseUrl: string }>;
  readonly ChatOpenAI: ModelClass<Fields & { readonly configuration: { readonly baseURL: string } }>;
}

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

/** The providers of LangChain whose models are asked here. */
export function langChainProviders(models: LangChainModels): readonly ScriptedProvider<BaseChatModel>[] {
  const { ChatAnthropic, ChatGoogleGenerativeAI, ChatOllama, ChatOpenAI } = models;
  return [
    {
      package: "@langchain/anthropic",
      secret,
      serve: serveAnthropic,
      make: (anthropicApiUrl, model) =>
        new ChatAnthropic({ model, apiKey: secret, anthropicApiUrl, maxRetries: 0, maxTokens: 100 }),
      skips: { "the usage of its chunks adds up": "LangChain adds the first count to the last, which includes it" },
    },
    {
      package: "@langchain/openai",
      secret,
      serve: serve(openAIProtocol),
      make: (baseURL, model) => new ChatOpenAI({ model, apiKey: secret, configuration: { baseURL }, maxRetries: 0 }),
    },
    {
      package: "@langchain/ollama",
      secret: { none: "Ollama has no key" },
      serve: serve(ollamaProtocol),
      make: (baseUrl, model) => new ChatOllama({ model, baseUrl, maxRetries: 0 }),
      skips: { ...wholeCalls, [closing]: "ChatOllama looks at its signal between pieces, and never closes a stream" },
    },
    {
      package: "@langchain/google-genai",
      secret,
      serve: serve(googleProtocol),
      make: (baseUrl, model) => new ChatGoogleGenerativeAI({ model, apiKey: secret, baseUrl, maxRetries: 0 }),
      skips: { ...wholeCalls, ...googleStops },
    },
  ];
}
