import type { AIMessageChunk } from "@earshot/core/messages";
import type { ChatGenerationChunk } from "@earshot/core/outputs";
import { pageReply, toReplyBytes, type AnthropicMessageReply } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { fromAnthropicStreamEvent, startStream, type AnthropicStreamEvent } from "./from-anthropic-stream-event.js";
import { toAnthropicMessages } from "./to-anthropic-messages.js";

function eventsOf(reply: AnthropicMessageReply): AnthropicStreamEvent[] {
  const text = new TextDecoder().decode(toReplyBytes(reply, "claude-sonnet-5-5"));
  return [...text.matchAll(/^data: (.+)$/gm)].map((match) => JSON.parse(match[1] as string) as AnthropicStreamEvent);
}

function chunksOf(
  reply: AnthropicMessageReply,
  options: { blocks?: boolean; streamUsage?: boolean } = {},
): ChatGenerationChunk[] {
  const state = startStream({ streamUsage: options.streamUsage ?? true, blocks: options.blocks ?? false });
  return eventsOf(reply).flatMap((event) => fromAnthropicStreamEvent(event, state) ?? []);
}

function merged(chunks: readonly ChatGenerationChunk[]): { text: string; info: unknown; message: AIMessageChunk } {
  const whole = chunks.reduce((left, right) => left.concat(right));
  return { text: whole.text, info: whole.generationInfo, message: whole.message as AIMessageChunk };
}

const toolReply: AnthropicMessageReply = {
  content: [
    { type: "thinking", deltas: ["I should ", "add."], signature: "c2lnbmVk" },
    { type: "text", deltas: ["Let me ", "add."] },
    { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1, b: 22222 } },
    { type: "tool_use", id: "toolu_2", name: "now", input: {}, fragments: [""] },
  ],
};

describe("fromAnthropicStreamEvent", () => {
  it("yields a chunk per token of the page, with empty ones for the events around them", () => {
    const chunks = chunksOf(pageReply);
    expect(chunks.map((chunk) => chunk.text)).toEqual([
      "",
      "",
      "The",
      " sum",
      " of",
      " ",
      "1",
      " ",
      "an",
      "d ",
      "2",
      " ",
      "is",
      " ",
      "3",
      ".",
      "",
    ]);
    expect(merged(chunks)).toMatchObject({
      text: "The sum of 1 and 2 is 3.",
      message: { content: "The sum of 1 and 2 is 3." },
    });
  });

  it("counts usage as increments that sum to the API's last word, cache included", () => {
    const usage = {
      input_tokens: 16,
      output_tokens: 14,
      first_output_tokens: 3,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 20,
    };
    const chunks = chunksOf({
      content: "Hello there",
      usage: { ...usage, output_tokens_details: { thinking_tokens: 5 } },
    });
    const increments = chunks.flatMap((chunk) => (chunk.message as AIMessageChunk).usage_metadata ?? []);
    expect(increments.map((usage) => [usage.input_tokens, usage.output_tokens, usage.total_tokens])).toEqual([
      [136, 3, 139],
      [0, 11, 11],
    ]);
    expect(merged(chunks).message.usage_metadata).toEqual({
      input_tokens: 136,
      output_tokens: 14,
      total_tokens: 150,
      input_token_details: { cache_read: 100, cache_creation: 20 },
      output_token_details: { reasoning: 5 },
    });
    expect(merged(chunks).message.response_metadata["usage"]).toMatchObject({
      output_tokens: 14,
      service_tier: "standard",
      cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 0 },
    });
  });

  it("stays right over several message_delta events, and over one that corrects the input", () => {
    const [start, ...rest] = eventsOf({ content: "x" });
    const stop = rest.at(-1) as AnthropicStreamEvent;
    const delta = (reason: string | null, usage: object): AnthropicStreamEvent => ({
      type: "message_delta",
      delta: { stop_reason: reason, stop_sequence: null },
      usage,
    });
    const state = startStream({ streamUsage: true, blocks: false });
    const events = [
      start as AnthropicStreamEvent,
      delta(null, { output_tokens: 5 }),
      delta("end_turn", { input_tokens: 40, output_tokens: 9 }),
      stop,
    ];
    const { message } = merged(events.flatMap((event) => fromAnthropicStreamEvent(event, state) ?? []));
    expect(message.usage_metadata).toMatchObject({ input_tokens: 40, output_tokens: 9, total_tokens: 49 });
    expect(message.response_metadata).toMatchObject({
      stop_reason: "end_turn",
      usage: { input_tokens: 40, output_tokens: 9 },
    });
  });

  it("leaves usage out if it isn't wanted", () => {
    const chunks = chunksOf({ content: "x" }, { streamUsage: false });
    expect(chunks.some((chunk) => (chunk.message as AIMessageChunk).usage_metadata !== undefined)).toBe(false);
  });

  it("says why the model stopped", () => {
    const { info, message } = merged(
      chunksOf({
        content: "x",
        stopReason: "stop_sequence",
        stopSequence: "END",
        container: { id: "c1", expires_at: "t" },
      }),
    );
    expect(info).toEqual({ stop_reason: "stop_sequence", stop_sequence: "END", finish_reason: "stop_sequence" });
    expect(message.response_metadata).toMatchObject({
      model_provider: "anthropic",
      model: "claude-sonnet-5-5",
      stop_reason: "stop_sequence",
      stop_sequence: "END",
      container: { id: "c1" },
    });
    expect(message.id).toBe("msg_01Scripted");
  });

  it.each([{ blocks: true }, { blocks: false }])("streams thinking, text and tool calls (%o)", (options) => {
    const chunks = chunksOf(toolReply, options);
    const { text, message } = merged(chunks);
    expect(text).toBe("Let me add.");
    expect(message.tool_calls).toEqual([
      { type: "tool_call", id: "toolu_1", name: "add", args: { a: 1, b: 22222 } },
      { type: "tool_call", id: "toolu_2", name: "now", args: {} },
    ]);
    expect(message.content).toMatchObject([
      { type: "thinking", thinking: "I should add.", signature: "c2lnbmVk" },
      { type: "text", text: "Let me add." },
      { type: "tool_use", id: "toolu_1", name: "add", input: '{"a":1,"b":22222}' },
      { type: "tool_use", id: "toolu_2", name: "now", input: "" },
    ]);
    const fragments = chunks.flatMap((chunk) =>
      (chunk.message as AIMessageChunk).tool_call_chunks.map((piece) => piece.args),
    );
    expect(fragments).toEqual(["", "", '{"a":1,"', 'b":22222', "}", "", ""]);
  });

  it("turns to blocks when plain text is followed by something else", () => {
    const { message } = merged(
      chunksOf({ content: [{ type: "text", deltas: ["First ", "this."] }, ...(toolReply.content.slice(2) as [])] }),
    );
    expect(message.content).toMatchObject([
      { type: "text", text: "First this." },
      { type: "tool_use", id: "toolu_1" },
      { type: "tool_use", id: "toolu_2" },
    ]);
  });

  it("keeps citations, redacted thinking and server tools, and calls none of these a tool call", () => {
    const citations = [
      { type: "char_location", cited_text: "a" },
      { type: "char_location", cited_text: "b" },
    ];
    const { text, message } = merged(
      chunksOf({
        content: [
          { type: "whole", block: { type: "redacted_thinking", data: "b64" } },
          { type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: { query: "x" } },
          { type: "whole", block: { type: "web_search_tool_result", tool_use_id: "srvtoolu_1", content: [] } },
          { type: "text", deltas: ["Cited"], citations },
        ],
      }),
    );
    expect(text).toBe("Cited");
    expect(message.tool_calls).toEqual([]);
    expect(message.content).toMatchObject([
      { type: "redacted_thinking", data: "b64" },
      { type: "server_tool_use", id: "srvtoolu_1", input: '{"query":"x"}' },
      { type: "web_search_tool_result", tool_use_id: "srvtoolu_1" },
      { type: "text", text: "Cited", citations },
    ]);
  });

  it("streams the arguments of any kind of call, and takes them when they come at once", () => {
    const state = startStream({ streamUsage: true, blocks: true });
    const begin = (index: number, block: object): AnthropicStreamEvent => ({
      type: "content_block_start",
      index,
      content_block: block,
    });
    const go = (index: number, partial_json: string): AnthropicStreamEvent => ({
      type: "content_block_delta",
      index,
      delta: { type: "input_json_delta", partial_json },
    });
    const events = [
      begin(0, { type: "mcp_tool_use", id: "mcptoolu_1", name: "find", server_name: "m", input: {} }),
      go(0, '{"q":'),
      go(0, "1}"),
      begin(1, { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1 } }),
    ];
    const { message } = merged(events.flatMap((event) => fromAnthropicStreamEvent(event, state) ?? []));
    expect(message.content).toMatchObject([
      { type: "mcp_tool_use", input: '{"q":1}' },
      { type: "tool_use", input: '{"a":1}' },
    ]);
    expect(message.tool_calls).toMatchObject([{ id: "toolu_1", args: { a: 1 } }]);
    expect(toAnthropicMessages([message]).messages[0]?.content).toMatchObject([
      { type: "mcp_tool_use", input: { q: 1 } },
      { type: "tool_use", input: { a: 1 } },
    ]);
  });

  it("passes over events it doesn't know, and hands on unknown deltas with their block", () => {
    const state = startStream({ streamUsage: true, blocks: true });
    expect(fromAnthropicStreamEvent({ type: "brand_new" }, state)).toBeUndefined();
    fromAnthropicStreamEvent(
      { type: "content_block_start", index: 0, content_block: { type: "compaction", content: null } },
      state,
    );
    const chunk = fromAnthropicStreamEvent(
      { type: "content_block_delta", index: 0, delta: { type: "compaction_delta", content: "short" } },
      state,
    );
    expect(chunk?.message.content).toEqual([{ index: 0, type: "compaction", content: "short" }]);
  });
});
