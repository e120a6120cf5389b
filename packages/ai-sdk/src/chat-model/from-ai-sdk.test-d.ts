import type { LanguageModelV2, LanguageModelV3 } from "@ai-sdk/provider";
import { wrapLanguageModel, type LanguageModelMiddleware, type TelemetrySettings } from "ai";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { type AISDKChatModel, earshotMiddleware, earshotTelemetry, fromAISDK } from "../index.js";

declare const v2: LanguageModelV2;
declare const v3: LanguageModelV3;

describe("fromAISDK", () => {
  it("takes models of both specifications, and nothing else", () => {
    expectTypeOf(fromAISDK(v2)).toEqualTypeOf<AISDKChatModel>();
    expectTypeOf(fromAISDK(v3, { temperature: 0, maxOutputTokens: 1 })).toEqualTypeOf<AISDKChatModel>();
    expectTypeOf(
      fromAISDK(wrapLanguageModel({ model: v3, middleware: earshotMiddleware() })),
    ).toEqualTypeOf<AISDKChatModel>();
    // @ts-expect-error -- a model's name is no model
    fromAISDK("openai/gpt");
    // @ts-expect-error -- AI SDK's name is maxOutputTokens
    fromAISDK(v3, { maxTokens: 1 });
  });

  it("infers structured output and knows a call's options", async () => {
    const model = fromAISDK(v3);
    const structured = model.withStructuredOutput(z.object({ sum: z.number() }));
    expectTypeOf(await structured.invoke("Add")).toEqualTypeOf<{ sum: number }>();
    void model.invoke("Hi", { providerOptions: { anthropic: { effort: "low" } }, tool_choice: "any" });
    // @ts-expect-error -- the seed is a number
    void model.invoke("Hi", { seed: "1" });
  });
});

describe("what AI SDK is given", () => {
  it("is what it takes", () => {
    expectTypeOf(earshotTelemetry({ functionId: "sum" })).toExtend<TelemetrySettings>();
    expectTypeOf(earshotMiddleware()).toExtend<LanguageModelMiddleware>();
    // @ts-expect-error -- handlers go under callbacks
    earshotTelemetry({ handlers: [] });
  });
});
