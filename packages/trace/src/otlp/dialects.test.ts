import { type AIMessage, HumanMessage, SystemMessage } from "@earshot/core/messages";
import { describe, expect, it } from "vitest";
import { eventsOf, listOf, payloadOf } from "../../tests/support/otlp-requests.js";

describe("dialects", () => {
  const newest = [
    {
      role: "assistant",
      parts: [
        { type: "text", content: "hello" },
        { type: "tool_call", id: "c", name: "add", arguments: { a: 1 } },
      ],
    },
  ];
  it.each<[string, Record<string, unknown>]>([
    [
      "gen_ai",
      {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "anthropic",
        "gen_ai.request.model": "m",
        "gen_ai.system_instructions": '[{"type":"text","content":"be"}]',
        "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"hi"}]}]',
        "gen_ai.output.messages": JSON.stringify(newest),
        "gen_ai.usage.input_tokens": 10,
        "gen_ai.usage.output_tokens": 2,
        "gen_ai.usage.cache_read.input_tokens": 4,
        "gen_ai.conversation.id": "s",
      },
    ],
    [
      "openinference",
      {
        "openinference.span.kind": "LLM",
        "llm.provider": "anthropic",
        "llm.model_name": "m",
        "llm.input_messages.0.message.role": "system",
        "llm.input_messages.0.message.content": "be",
        "llm.input_messages.1.message.role": "user",
        "llm.input_messages.1.message.content": "hi",
        "llm.output_messages.0.message.role": "assistant",
        "llm.output_messages.0.message.content": "hello",
        "llm.output_messages.0.message.tool_calls.0.tool_call.id": "c",
        "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "add",
        "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments": '{"a":1}',
        "llm.token_count.prompt": 10,
        "llm.token_count.completion": 2,
        "llm.token_count.prompt_details.cache_read": 4,
        "session.id": "s",
      },
    ],
    [
      "ai_sdk",
      {
        "ai.operationId": "ai.generateText.doGenerate",
        "gen_ai.system": "anthropic",
        "ai.model.id": "m",
        "ai.response.model": "m",
        "ai.prompt.messages":
          '[{"role":"system","content":"be"},{"role":"user","content":[{"type":"text","text":"hi"}]}]',
        "ai.response.text": "hello",
        "ai.response.toolCalls": '[{"toolCallId":"c","toolName":"add","input":"{\\"a\\":1}"}]',
        "ai.usage.inputTokens": 10,
        "ai.usage.outputTokens": 2,
        "ai.usage.cachedInputTokens": 4,
        "ai.telemetry.metadata.sessionId": "s",
      },
    ],
    [
      "traceloop",
      {
        "llm.request.type": "chat",
        "gen_ai.system": "Anthropic",
        "gen_ai.request.model": "m",
        "gen_ai.prompt.0.role": "system",
        "gen_ai.prompt.0.content": "be",
        "gen_ai.prompt.1.role": "user",
        "gen_ai.prompt.1.content": "hi",
        "gen_ai.completion.0.role": "assistant",
        "gen_ai.completion.0.content": "hello",
        "gen_ai.completion.0.tool_calls.0.id": "c",
        "gen_ai.completion.0.tool_calls.0.name": "add",
        "gen_ai.completion.0.tool_calls.0.arguments": '{"a":1}',
        "gen_ai.usage.prompt_tokens": 10,
        "gen_ai.usage.completion_tokens": 2,
        "gen_ai.usage.cache_read_input_tokens": 4,
        "traceloop.association.properties.session_id": "s",
      },
    ],
  ])("reads %s", async (dialect, attributes) => {
    const [start, end] = await eventsOf(attributes);
    expect(start).toMatchObject({
      type: "chat_model.start",
      source: `otlp:${dialect}`,
      model: "m",
      provider: "anthropic",
      text: "hi",
      metadata: { session_id: "s" },
    });
    expect(end).toMatchObject({
      type: "chat_model.end",
      status: "ok",
      text: "hello",
      cost: { amount: "0.5" },
      usage: { inputTokens: 10, outputTokens: 2, totalTokens: 12, cacheReadTokens: 4 },
    });
    expect(payloadOf(start)["messages"]).toEqual([new SystemMessage("be"), new HumanMessage("hi")]);
    const { generations } = payloadOf(end)["result"] as { generations: [[{ message: AIMessage }]] };
    expect(generations[0][0].message.content).toBe("hello");
    expect(generations[0][0].message.tool_calls).toEqual([{ type: "tool_call", id: "c", name: "add", args: { a: 1 } }]);
  });

  const toolCalls = '[{"id":"c","type":"function","function":{"name":"add","arguments":"{\\"a\\":1}"}}]';
  it.each<[string, Record<string, unknown>, readonly (readonly [string, Record<string, unknown>])[]]>([
    [
      "1.26: two events",
      { "gen_ai.usage.prompt_tokens": 10, "gen_ai.usage.completion_tokens": 2 },
      [
        [
          "gen_ai.content.prompt",
          { "gen_ai.prompt": '[{"role":"system","content":"be"},{"role":"user","content":"hi"}]' },
        ],
        [
          "gen_ai.content.completion",
          { "gen_ai.completion": `[{"role":"assistant","content":"hello","tool_calls":${toolCalls}}]` },
        ],
      ],
    ],
    [
      "1.36: an event each",
      { "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 2 },
      [
        ["gen_ai.system.message", { "gen_ai.system": "openai", content: "be", role: "system" }],
        ["gen_ai.user.message", { "gen_ai.event.content": '{"content":"hi"}' }],
        [
          "gen_ai.choice",
          {
            index: 0,
            finish_reason: "tool_calls",
            message: `{"role":"assistant","content":"hello","tool_calls":${toolCalls}}`,
          },
        ],
      ],
    ],
    [
      "1.36, structure as JSON",
      { "gen_ai.usage.input_tokens": 10, "gen_ai.usage.output_tokens": 2 },
      [
        ["gen_ai.system.message", { "gen_ai.event.content": '{"role":"system","content":"be"}' }],
        ["gen_ai.user.message", { "gen_ai.event.content": '{"role":"user","content":"hi"}' }],
        [
          "gen_ai.choice",
          { "gen_ai.event.content": `{"index":0,"message":{"content":"hello","tool_calls":${toolCalls}}}` },
        ],
      ],
    ],
  ])("reads GenAI up to %s", async (_version, usage, told) => {
    const [start, ...rest] = await eventsOf(
      { "gen_ai.operation.name": "chat", "gen_ai.system": "openai", "gen_ai.request.model": "m", ...usage },
      { events: told.map(([name, said]) => ({ name, timeUnixNano: "1700000000000000001", attributes: listOf(said) })) },
    );
    const end = rest.at(-1);
    expect(start).toMatchObject({ source: "otlp:gen_ai", model: "m", provider: "openai", text: "hi" });
    expect(payloadOf(start)["messages"]).toEqual([new SystemMessage("be"), new HumanMessage("hi")]);
    expect(end).toMatchObject({ text: "hello", usage: { inputTokens: 10, outputTokens: 2 } });
    const { generations } = payloadOf(end)["result"] as { generations: [[{ message: AIMessage }]] };
    expect(generations[0][0].message.tool_calls).toEqual([{ type: "tool_call", id: "c", name: "add", args: { a: 1 } }]);
  });

  it("reads a tool's call and a span of something else, the same each time", async () => {
    const [start, end] = await eventsOf({
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "add",
      "gen_ai.tool.call.id": "c",
      "gen_ai.tool.call.arguments": '{"a":1}',
      "gen_ai.tool.call.result": "2",
    });
    expect(start).toMatchObject({ type: "tool.start", name: "add", text: "1" });
    expect(payloadOf(start)).toMatchObject({ args: { a: 1 }, toolCallId: "c" });
    expect(end).toMatchObject({ type: "tool.end", text: "2" });
    const other = await eventsOf({ "http.method": "GET" });
    expect(other.map(({ type, source, runType }) => [type, source, runType])).toEqual([
      ["chain.start", "otlp", "span"],
      ["chain.end", "otlp", "span"],
    ]);
    expect(await eventsOf({ "http.method": "GET" })).toEqual(other);
  });
});
