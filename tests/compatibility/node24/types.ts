import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import {
  earshotIntegration,
  earshotMiddleware,
  earshotTelemetry,
  fromAISDK,
  type AISDKChatModel,
} from "../../../packages/ai-sdk/src/index.js";
import { registerTelemetry, ToolLoopAgent, wrapLanguageModel, type TelemetryOptions } from "ai";

// What has to compile against the types of AI SDK 7; it isn't run.

export const models: AISDKChatModel[] = [
  fromAISDK(createAnthropic()("claude-sonnet-4-5"), { reasoning: "low" }),
  fromAISDK(createOpenAI().chat("gpt-4.1")),
  fromAISDK(createOpenAI().responses("gpt-4.1")),
  fromAISDK(createGoogleGenerativeAI()("gemini-2.5-pro")),
  fromAISDK(createOpenAICompatible({ name: "local", baseURL: "http://127.0.0.1" })("any")),
  fromAISDK(wrapLanguageModel({ model: createOpenAI().chat("gpt-4.1"), middleware: earshotMiddleware() })),
];
export const telemetry: TelemetryOptions = earshotTelemetry({ functionId: "sum", metadata: { user: "a" } });
export const agent = new ToolLoopAgent({ model: createOpenAI().chat("gpt-4.1"), telemetry: earshotTelemetry() });
registerTelemetry(earshotIntegration({ callbacks: [{ onEvent: () => undefined }] }));
