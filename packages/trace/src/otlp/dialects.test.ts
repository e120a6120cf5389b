import { type AIMessage, HumanMessage, SystemMessage } from "@earshot/core/messages";
import { describe, expect, it } from "vitest";
import type { CallToPrice, TraceEvent } from "../index.js";
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

  it.each<[string, Record<string, unknown>, (readonly [string, Record<string, unknown>])[], number]>([
    ["GenAI, in seconds", { "gen_ai.response.time_to_first_chunk": 0.25 }, [], 250],
    ["AI SDK", { "ai.response.msToFirstChunk": 120.5 }, [["ai.stream.firstChunk", {}]], 120.5],
    ["OpenInference, by an event", {}, [["First Token Stream Event", {}]], 300],
  ])("reads when the first token came: %s", async (_dialect, told, events, after) => {
    const [start, ...rest] = await eventsOf(
      { "gen_ai.operation.name": "chat", ...told },
      { events: events.map(([name]) => ({ name, timeUnixNano: "1700000000300000000", attributes: [] })) },
    );
    expect(rest.at(-1)?.firstTokenAt).toBe((start?.time ?? 0) + after);
  });

  it("reads no first token that came before the call, or after its end", async () => {
    for (const seconds of [-1, 1e9])
      expect(
        (await eventsOf({ "gen_ai.operation.name": "chat", "gen_ai.response.time_to_first_chunk": seconds })).at(-1),
      ).not.toHaveProperty("firstTokenAt");
  });

  it.each<[string, Record<string, unknown>]>([
    ["GenAI", { "gen_ai.operation.name": "chat", "gen_ai.request.temperature": 0.5, "gen_ai.request.max_tokens": 9 }],
    [
      "OpenInference",
      { "openinference.span.kind": "LLM", "llm.invocation_parameters": '{"temperature":0.5,"max_tokens":9}' },
    ],
    [
      "AI SDK",
      { "ai.operationId": "ai.streamText.doStream", "ai.settings.temperature": 0.5, "gen_ai.request.max_tokens": 9 },
    ],
  ])("reads what a model was asked with: %s", async (_dialect, told) => {
    const payload = payloadOf((await eventsOf(told))[0]);
    expect(payload["invocationParams"]).toEqual({ temperature: 0.5, max_tokens: 9 });
    // What was understood is shown as it came, too.
    expect((payload["otlp"] as { attributes: object }).attributes).toMatchObject(told);
  });

  it("reads a retriever's documents, reasoning, and messages told by an event", async () => {
    const [, retrieved] = await eventsOf({
      "openinference.span.kind": "RETRIEVER",
      "retrieval.documents.1.document.content": "two",
      "retrieval.documents.0.document.content": "one",
      "retrieval.documents.0.document.metadata": '{"page":3}',
      "retrieval.documents.0.document.score": 0.5,
    });
    expect(payloadOf(retrieved)["documents"]).toEqual([
      { pageContent: "one", metadata: { page: 3 }, score: 0.5 },
      { pageContent: "two", metadata: {} },
    ]);
    const [, thought] = await eventsOf({
      "ai.operationId": "ai.generateText.doGenerate",
      "ai.response.text": "3",
      "ai.response.reasoning": "1 and 2",
      "ai.usage.inputTokens": 9,
      "ai.usage.inputTokenDetails.cacheWriteTokens": 4,
      "ai.usage.outputTokenDetails.reasoningTokens": 2,
    });
    expect(thought).toMatchObject({ text: "3", usage: { cacheWriteTokens: 4, reasoningTokens: 2 } });
    expect(thought?.payload).toContain("1 and 2");
    const attributes = listOf({
      "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"hi"}]}]',
    });
    const name = "gen_ai.client.inference.operation.details";
    const [asked] = await eventsOf(
      { "gen_ai.operation.name": "chat" },
      { events: [{ name, timeUnixNano: "1700000000000000001", attributes }] },
    );
    expect(asked).toMatchObject({ text: "hi" });
  });

  it("keeps of what lists show as much as they can show, and all of it where it came", async () => {
    const long = "x".repeat(1_000_000);
    const [start, end] = await eventsOf(
      { "gen_ai.operation.name": "chat", "ai.telemetry.metadata.long": long, metadata: `{"also":"${long}"}` },
      { name: long },
    );
    for (const { payload: _, ...shown } of [start, end] as TraceEvent[])
      expect(JSON.stringify(shown).length).toBeLessThan(10_000);
    const { otlp } = payloadOf(start) as { otlp: { name: string; attributes: Record<string, string> } };
    expect(otlp.name).toBe(long);
    expect(otlp.attributes["ai.telemetry.metadata.long"]).toBe(long);
  });

  it("prices by the names that GenAI and AI SDK give providers", async () => {
    const asked: unknown[] = [];
    const price = ({ provider }: CallToPrice) => (asked.push(provider), { amount: "1" });
    for (const provider of ["openai", "groq.chat", "xai.responses", "x_ai", "gcp.gen_ai", "aws.bedrock"])
      await eventsOf({ "gen_ai.operation.name": "chat", "gen_ai.provider.name": provider }, {}, price);
    expect(asked).toEqual(["openai", "groq", "x-ai", "x-ai", "google", "aws.bedrock"]);
  });
});
