import type { AISDKModel } from "@earshot/ai-sdk";
import { googleProtocol } from "./google-protocol.js";
import { openAIProtocol } from "./openai-protocol.js";
import { secret, serve, serveAnthropic, type ScriptedProvider } from "./scripted-provider.js";

/** What makes models of AI SDK's providers, of whatever version. */
export interface AISDKFactories {
  createAnthropic(settings: object): (model: string) => AISDKModel;
  createGoogleGenerativeAI(settings: object): (model: string) => AISDKModel;
  createOpenAI(settings: object): { chat(model: string): AISDKModel };
  createOpenAICompatible(settings: { readonly name: string; readonly baseURL: string }): (model: string) => AISDKModel;
}

/** The providers of AI SDK that models are made of here. */
export function aiSDKProviders(make: AISDKFactories): readonly ScriptedProvider<AISDKModel>[] {
  return [
    {
      package: "@ai-sdk/anthropic",
      secret,
      serve: serveAnthropic,
      make: (url, model) => make.createAnthropic({ apiKey: secret, baseURL: `${url}/v1` })(model),
    },
    {
      package: "@ai-sdk/openai",
      secret,
      serve: serve(openAIProtocol),
      make: (baseURL, model) => make.createOpenAI({ baseURL, apiKey: secret }).chat(model),
    },
    {
      package: "@ai-sdk/openai-compatible",
      secret,
      serve: serve(openAIProtocol),
      make(baseURL, model) {
        const settings = { name: "local", baseURL, apiKey: secret, includeUsage: true };
        return make.createOpenAICompatible(settings)(model);
      },
    },
    {
      package: "@ai-sdk/google",
      secret,
      serve: serve(googleProtocol),
      make: (url, model) => make.createGoogleGenerativeAI({ baseURL: `${url}/v1beta`, apiKey: secret })(model),
      skips: { "a tool is called in pieces": "the provider's stream has a call in one piece" },
    },
  ];
}
