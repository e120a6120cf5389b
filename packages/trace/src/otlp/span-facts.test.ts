import { describe, expect, it } from "vitest";
import { eventsOf, listOf, payloadOf } from "../../tests/support/otlp-requests.js";
import type { CallToPrice, TraceEvent } from "../index.js";

describe("what spans say", () => {
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
      {
        "ai.operationId": "ai.streamText.doStream",
        "ai.settings.maxOutputTokens": 9,
        "gen_ai.request.temperature": 0.5,
        "gen_ai.request.max_tokens": 9,
      },
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

  it("takes what nobody should write, and tells it as it came", async () => {
    const notText = { toString: 1, valueOf: 1 };
    const [asked, answered] = await eventsOf({
      "gen_ai.operation.name": "chat",
      "gen_ai.input.messages": JSON.stringify([{ role: notText, content: "hi" }, null, 7]),
      "gen_ai.output.messages": JSON.stringify([
        { role: "assistant", content: "", tool_calls: [null, "none", { id: notText, name: notText, args: {} }] },
      ]),
    });
    expect(asked).toMatchObject({ type: "chat_model.start", text: "hi" });
    expect(answered).toMatchObject({ type: "chat_model.end", text: '{"toString":1,"valueOf":1}({})' });
    const deep = "[".repeat(50_000) + "]".repeat(50_000);
    const [start] = await eventsOf({ "openinference.span.kind": "CHAIN", "input.value": deep });
    expect(payloadOf(start)["inputs"]).toBe(deep);
  });

  it("takes events whose time is none for as old as their span, and keeps what comes after", async () => {
    const events = ["1", "2"].map((name) => ({ name, timeUnixNano: "18446744073709551615", attributes: [] }));
    const all = await eventsOf({}, { events });
    expect(all.map(({ type }) => type)).toEqual(["chain.start", "run.custom", "run.custom", "chain.end"]);
    expect(new Set(all.map(({ seq }) => seq)).size).toBe(4);
    expect(all.every(({ seq }) => Number.isSafeInteger(seq))).toBe(true);
  });

  it("prices by the names that GenAI and AI SDK give providers", async () => {
    const asked: unknown[] = [];
    const price = ({ provider }: CallToPrice) => (asked.push(provider), { amount: "1" });
    for (const provider of ["openai", "groq.chat", "xai.responses", "x_ai", "gcp.gen_ai", "aws.bedrock"])
      await eventsOf({ "gen_ai.operation.name": "chat", "gen_ai.provider.name": provider }, {}, price);
    expect(asked).toEqual(["openai", "groq", "x-ai", "x-ai", "google", "aws.bedrock"]);
  });

  it("names what AI SDK asks after what is asked, and the call as it was named", async () => {
    const call = { "ai.telemetry.functionId": "ask", "ai.model.id": "m" };
    for (const [operation, name] of [
      ["ai.generateText", "ask"],
      ["ai.generateText.doGenerate", "m"],
      ["ai.embed.doEmbed", "m"],
    ] as const)
      expect((await eventsOf({ ...call, "ai.operationId": operation }))[0]).toMatchObject({ name });
  });

  it("reads the tool's output in AI SDK's messages, and LangChain's messages as OpenInference writes them down", async () => {
    const part = { type: "tool-result", toolCallId: "c", toolName: "add", output: { type: "json", value: 3 } };
    const [asked] = await eventsOf({
      "ai.operationId": "ai.generateText.doGenerate",
      "ai.prompt.messages": JSON.stringify([{ role: "tool", content: [part] }]),
    });
    expect(asked?.text).toBe("3");
    const constructed = (name: string, kwargs: object) => ({ lc: 1, type: "constructor", id: [name], kwargs });
    const message = constructed("AIMessage", { content: "hello", response_metadata: {} });
    for (const value of [message, [message], constructed("ChatPromptValue", { messages: [message] })]) {
      const [start] = await eventsOf({ "openinference.span.kind": "CHAIN", "input.value": JSON.stringify(value) });
      expect(start?.text).toBe("hello");
    }
  });
});
