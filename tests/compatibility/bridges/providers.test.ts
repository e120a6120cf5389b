import { fromAISDK } from "@earshot/ai-sdk";
import { LangChainChatModel } from "@earshot/langchain";
import { aiSDKProviders, type AISDKFactories } from "../../support/ai-sdk-providers.js";
import { langChainProviders, type LangChainModels } from "../../support/langchain-providers.js";
import { load } from "../lane.js";
import { examineProvider } from "./examine-provider.js";

const factories = Object.assign(
  {},
  ...(await Promise.all(
    ["anthropic", "google", "openai", "openai-compatible"].map((name) => load<object>(`@ai-sdk/${name}`)),
  )),
) as AISDKFactories;
for (const provider of aiSDKProviders(factories))
  examineProvider("AI SDK", provider, (model, fields) =>
    fromAISDK(model, { ...fields, maxOutputTokens: 100, maxRetries: 0 }),
  );

const models = Object.assign(
  {},
  ...(await Promise.all(
    ["anthropic", "google-genai", "ollama", "openai"].map((name) => load<object>(`@langchain/${name}`)),
  )),
) as LangChainModels;
for (const provider of langChainProviders(models))
  examineProvider("LangChain and LangGraph", provider, (model, fields) => new LangChainChatModel({ ...fields, model }));
