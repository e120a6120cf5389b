import { describe, expect, it } from "vitest";
import { fromAnthropicMessage, type AnthropicAnswer } from "./from-anthropic-message.js";

describe("fromAnthropicMessage", () => {
  const answer = (content: AnthropicAnswer["content"]): AnthropicAnswer => ({
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: "claude-sonnet-5-5",
    content,
    stop_reason: "end_turn",
    stop_sequence: null,
    container: null,
    usage: {
      input_tokens: 10,
      output_tokens: 5,
      cache_read_input_tokens: 7,
      cache_creation_input_tokens: 3,
      service_tier: "priority",
    },
  });

  it("makes a plain text a string, and counts the cache as input", () => {
    const { generations, llmOutput } = fromAnthropicMessage(answer([{ type: "text", text: "Hi", citations: null }]));
    expect(generations[0]).toMatchObject({
      text: "Hi",
      message: { content: "Hi", id: "msg_1" },
      generationInfo: { finish_reason: "end_turn" },
    });
    expect(generations[0]?.message).toMatchObject({
      usage_metadata: {
        input_tokens: 20,
        output_tokens: 5,
        total_tokens: 25,
        input_token_details: { cache_read: 7, cache_creation: 3 },
      },
      response_metadata: {
        model_provider: "anthropic",
        stop_reason: "end_turn",
        stop_sequence: null,
        usage: { service_tier: "priority" },
      },
    });
    expect(generations[0]?.message.response_metadata).not.toHaveProperty("container");
    expect(llmOutput).toMatchObject({
      model: "claude-sonnet-5-5",
      tokenUsage: { promptTokens: 20, completionTokens: 5, totalTokens: 25 },
    });
  });

  it("keeps blocks and finds the tool calls among them", () => {
    const content = [
      { type: "thinking", thinking: "Hm", signature: "s" },
      { type: "text", text: "Adding" },
      { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1 } },
    ];
    const generation = fromAnthropicMessage(answer(content)).generations[0];
    expect(generation?.text).toBe("Adding");
    expect(generation?.message.content).toEqual(content);
    expect(generation?.message).toMatchObject({
      tool_calls: [{ type: "tool_call", id: "toolu_1", name: "add", args: { a: 1 } }],
    });
  });
});
