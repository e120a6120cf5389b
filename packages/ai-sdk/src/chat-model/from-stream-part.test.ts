import { type AIMessageChunk, MessageChunkAccumulator } from "@earshot/core/messages";
import { describe, expect, it } from "vitest";
import { fromGenerateResult } from "./from-generate-result.js";
import { StreamReader, type AISDKStreamPart } from "./from-stream-part.js";
import { toPrompt } from "./to-prompt.js";

const model = { provider: "openai.responses", modelId: "gpt" };
const usage = {
  inputTokens: { total: 10, noCache: 4, cacheRead: 5, cacheWrite: 1 },
  outputTokens: { total: 7, text: 3, reasoning: 4 },
};
const finish: AISDKStreamPart = {
  type: "finish",
  usage,
  finishReason: { unified: "tool-calls", raw: "tool_use" },
  providerMetadata: { openai: { responseId: "r" } },
};

function read(parts: readonly AISDKStreamPart[]): AIMessageChunk {
  const reader = new StreamReader(model);
  const whole = new MessageChunkAccumulator();
  for (const part of parts) {
    const chunk = reader.read(part);
    if (chunk !== undefined) whole.add(chunk.message as AIMessageChunk);
  }
  return whole.toMessage() as unknown as AIMessageChunk;
}

describe("a streamed answer", () => {
  it("comes to what the same answer is whole", () => {
    const said = (itemId: string) => ({ providerMetadata: { openai: { itemId } } });
    const streamed = read([
      { type: "stream-start", warnings: [{ type: "other", message: "odd" }] },
      { type: "response-metadata", id: "resp_1", modelId: "gpt-1", timestamp: new Date(0) },
      { type: "reasoning-start", id: "0", ...said("rs_1") },
      { type: "reasoning-delta", id: "0", delta: "Let me" },
      { type: "reasoning-delta", id: "0", delta: " see" },
      { type: "reasoning-end", id: "0", ...said("rs_1") },
      { type: "text-start", id: "0", ...said("msg_1") },
      { type: "text-delta", id: "0", delta: "I" },
      { type: "text-delta", id: "0", delta: " add" },
      { type: "text-end", id: "0", ...said("msg_1") },
      { type: "tool-input-start", id: "c1", toolName: "add" },
      { type: "tool-input-delta", id: "c1", delta: '{"left":' },
      { type: "tool-input-delta", id: "c1", delta: "1}" },
      { type: "tool-input-end", id: "c1" },
      { type: "tool-call", toolCallId: "c1", toolName: "add", input: '{"left":1}', ...said("fc_1") },
      { type: "raw", rawValue: {} },
      finish,
    ]);
    const whole = fromGenerateResult(
      {
        content: [
          { type: "reasoning", text: "Let me see", ...said("rs_1") },
          { type: "text", text: "I add", ...said("msg_1") },
          { type: "tool-call", toolCallId: "c1", toolName: "add", input: '{"left":1}', ...said("fc_1") },
        ],
        usage,
        finishReason: { unified: "tool-calls", raw: "tool_use" },
        providerMetadata: { openai: { responseId: "r" } },
        response: { id: "resp_1", modelId: "gpt-1", timestamp: new Date(0) },
        warnings: [{ type: "other", message: "odd" }],
      },
      model,
    ).generations[0]?.message;
    expect(toPrompt([streamed])).toEqual(toPrompt([whole as AIMessageChunk]));
    expect(streamed.response_metadata).toEqual(whole?.response_metadata);
    expect(streamed.tool_calls).toMatchObject([{ id: "c1", name: "add", args: { left: 1 } }]);
    expect(streamed.id).toBe("resp_1");
    expect(streamed.response_metadata).toMatchObject({
      model_provider: "openai.responses",
      model_name: "gpt-1",
      finish_reason: "tool_calls",
      raw_finish_reason: "tool_use",
      provider_metadata: { openai: { responseId: "r" } },
    });
    expect(streamed.usage_metadata).toMatchObject({
      input_tokens: 10,
      output_tokens: 7,
      total_tokens: 17,
      input_token_details: { cache_read: 5, cache_creation: 1 },
      output_token_details: { reasoning: 4 },
    });
  });

  it("is plain text if there is nothing else", () => {
    const { content } = read([
      { type: "text-start", id: "0" },
      { type: "text-delta", id: "0", delta: "one" },
      { type: "text-delta", id: "0", delta: " two" },
      { type: "text-end", id: "0" },
      finish,
    ]);
    expect(content).toBe("one two");
  });

  it("has calls that come whole, tools that the provider ran, sources and pictures", () => {
    const answer = read([
      { type: "tool-call", toolCallId: "c1", toolName: "add", input: "{}" },
      { type: "tool-input-start", id: "s1", toolName: "search", providerExecuted: true },
      { type: "tool-input-delta", id: "s1", delta: "{}" },
      { type: "tool-call", toolCallId: "s1", toolName: "search", input: '{"q":1}', providerExecuted: true },
      { type: "tool-result", toolCallId: "s1", toolName: "search", result: { hits: 1 } },
      { type: "source", sourceType: "url", id: "u", url: "https://example.org" },
      { type: "file", mediaType: "image/png", data: "AAAA" },
      finish,
    ]);
    expect(answer.tool_calls).toMatchObject([{ id: "c1", name: "add", args: {} }]);
    expect(answer.content).toMatchObject([
      { type: "server_tool_call", id: "s1", name: "search", args: { q: 1 } },
      { type: "server_tool_call_result", toolCallId: "s1", status: "success", output: { hits: 1 } },
      { type: "source", url: "https://example.org" },
      { type: "image", mimeType: "image/png", data: "AAAA" },
    ]);
  });

  it("reads the older specification's usage and finish reason", () => {
    const flat = { inputTokens: 3, outputTokens: 14, totalTokens: 17, cachedInputTokens: 1, reasoningTokens: 2 };
    const answer = read([{ type: "finish", usage: flat, finishReason: "content-filter" }]);
    expect(answer.response_metadata["finish_reason"]).toBe("content_filter");
    expect(answer.usage_metadata).toMatchObject({ input_tokens: 3, output_token_details: { reasoning: 2 } });
  });

  it("says no usage if the provider said none", () => {
    const unknown = { inputTokens: undefined, outputTokens: undefined, totalTokens: undefined };
    expect(read([{ type: "finish", usage: unknown, finishReason: "stop" }]).usage_metadata).toBeUndefined();
  });
});

describe("a whole answer", () => {
  it("has calls whose arguments are no JSON apart", () => {
    const content = [{ type: "tool-call", toolCallId: "c", toolName: "add", input: "{no" } as const];
    const finishReason = { unified: "stop", raw: undefined } as const;
    const [generation] = fromGenerateResult(
      { content: [...content], usage, finishReason, warnings: [] },
      model,
    ).generations;
    expect(generation?.message).toMatchObject({
      tool_calls: [],
      invalid_tool_calls: [{ id: "c", name: "add", args: "{no" }],
    });
  });
});
