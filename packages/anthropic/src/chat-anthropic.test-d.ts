import type { AIMessageChunk } from "@earshot/core/messages";
import { describe, expectTypeOf, it } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";
import type { ChatAnthropicCallOptions } from "./chat-anthropic-fields.js";

const model = new ChatAnthropic({
  apiKey: "k",
  thinking: { type: "enabled", budget_tokens: 2048 },
  outputConfig: { effort: "low" },
});

describe("ChatAnthropic", () => {
  it("answers with message chunks", () => {
    expectTypeOf(model.invoke("Hi")).resolves.toEqualTypeOf<AIMessageChunk>();
    expectTypeOf(model.bindTools([{ name: "add" }]).invoke("Hi")).resolves.toEqualTypeOf<AIMessageChunk>();
  });

  it("takes every parameter of the API as a call option, typed as the SDK types it", () => {
    expectTypeOf<ChatAnthropicCallOptions["service_tier"]>().toEqualTypeOf<"auto" | "standard_only" | undefined>();
    void model.invoke("Hi", { service_tier: "auto", max_tokens: 5, cache_control: { type: "ephemeral" } });
    // @ts-expect-error: no such tier
    void model.invoke("Hi", { service_tier: "first_class" });
  });

  it("refuses fields that are misspelt or of the wrong type", () => {
    // @ts-expect-error: it is `maxTokens`
    new ChatAnthropic({ apiKey: "k", max_tokens: 5 });
    // @ts-expect-error: `enabled` wants a budget
    new ChatAnthropic({ apiKey: "k", thinking: { type: "enabled" } });
  });

  it("takes any model's name, and lets kwargs carry what the types don't know yet", () => {
    new ChatAnthropic("claude-of-tomorrow", { apiKey: "k", invocationKwargs: { brand_new: true, max_tokens: 5 } });
  });
});
