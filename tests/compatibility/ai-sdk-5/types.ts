import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, wrapLanguageModel } from "ai";
import {
  earshotMiddleware,
  earshotTelemetry,
  fromAISDK,
  type AISDKChatModel,
} from "../../../packages/ai-sdk/src/index.js";

// What has to compile against the types of AI SDK 5; it isn't run.

export const models: AISDKChatModel[] = [
  fromAISDK(createAnthropic()("claude-sonnet-4-5")),
  fromAISDK(createOpenAI().chat("gpt-4.1")),
  fromAISDK(createOpenAI().responses("gpt-4.1")),
  fromAISDK(createGoogleGenerativeAI()("gemini-2.5-pro")),
  fromAISDK(createOpenAICompatible({ name: "local", baseURL: "http://127.0.0.1" })("any")),
  fromAISDK(wrapLanguageModel({ model: createOpenAI().chat("gpt-4.1"), middleware: earshotMiddleware() })),
];
export const answer = generateText({
  model: createOpenAI().chat("gpt-4.1"),
  prompt: "Add",
  experimental_telemetry: earshotTelemetry({ functionId: "sum", metadata: { user: "a" } }),
});
