import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { decodeValue } from "@earshot/core/events/json";
import { type AIMessage, HumanMessage, SystemMessage } from "@earshot/core/messages";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startOtlpReceiver } from "../../tests/support/otlp-receiver.js";
import type { TraceEvent } from "../schema/trace-event.js";
import { decodeOtlp } from "./decode-otlp.js";
import { otlpAnswer, otlpErrorAnswer } from "./otlp-answer.js";
import { OtlpError } from "./otlp-error.js";
import { spansToEvents } from "./spans-to-events.js";

/** Runs in a process of its own: what tests resolve modules by, the exporters don't stand. */
const program = fileURLToPath(new URL("../../tests/programs/export-spans.mjs", import.meta.url));

const traceId = "0af7651916cd43dd8448eb211c80319c";
const valueOf = (value: unknown): object =>
  typeof value === "number" ? { intValue: String(value) } : { stringValue: String(value) };
const requestOf = (attributes: readonly object[], span: object = {}): Buffer =>
  Buffer.from(
    JSON.stringify({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId,
                  spanId: "b7ad6b7169203331",
                  name: "span",
                  startTimeUnixNano: "1700000000000000000",
                  endTimeUnixNano: "1700000001000000000",
                  attributes,
                  ...span,
                },
              ],
            },
          ],
        },
      ],
    }),
  );

async function eventsOf(attributes: Readonly<Record<string, unknown>>, span: object = {}): Promise<TraceEvent[]> {
  const list = Object.entries(attributes).map(([key, value]) => ({ key, value: valueOf(value) }));
  const { spans } = await decodeOtlp({ contentType: "application/json", body: requestOf(list, span) });
  return spansToEvents(spans, { price: ({ models }) => ({ amount: models.length > 0 ? "0.5" : "0" }) });
}

const payloadOf = (event: TraceEvent | undefined) =>
  decodeValue(JSON.parse(event?.payload ?? "{}")) as Record<string, unknown>;

describe("OTLP over HTTP", () => {
  it.each([
    ["proto", "gzip"],
    ["proto", "none"],
    ["http", "gzip"],
    ["http", "none"],
  ])("takes what the real exporter sends (%s, %s)", async (name, compression) => {
    const receiver = await startOtlpReceiver();
    const env = { ...process.env, NODE_OPTIONS: "" };
    await promisify(execFile)(process.execPath, [program, name, receiver.url, compression], { env });
    await receiver.close();
    const events = spansToEvents(receiver.spans);
    const ends = events.filter(({ type }) => type.endsWith(".end"));
    expect(ends.map(({ name, kind, status, error }) => [name, kind, status, error?.name])).toEqual([
      ["chat m", "chat_model", "error", "RangeError"],
      ["agent", "chain", "ok", undefined],
    ]);
    expect(events[0]?.parentRunId).toBe(ends[1]?.runId);
    expect(payloadOf(events.find(({ type }) => type === "run.custom"))).toEqual({ eventName: "note", data: { at: 1 } });
    expect(payloadOf(events.find(({ type }) => type === "chain.start"))["otlp"]).toMatchObject({
      attributes: { ratio: 0.25, whole: 7, list: ["a", "b"], yes: true },
    });
  });

  it("loses nothing of an attribute", async () => {
    const value = {
      kvlistValue: {
        values: [
          { key: "long", value: { intValue: "9223372036854775807" } },
          { key: "whole", value: { doubleValue: 3 } },
          { key: "part", value: { doubleValue: 0.1 } },
          { key: "bytes", value: { bytesValue: "AAEC" } },
          { key: "list", value: { arrayValue: { values: [{ boolValue: false }, {}] } } },
        ],
      },
    };
    const { spans } = await decodeOtlp({
      contentType: "application/json; charset=utf-8",
      body: requestOf([{ key: "all", value }]),
    });
    expect(spans[0]?.attributes.get("all")).toEqual({
      long: { $: "bigint", value: "9223372036854775807" },
      whole: { $: "number", value: "3" },
      part: 0.1,
      bytes: { $: "bytes", type: "Uint8Array", base64: "AAEC" },
      list: [false, null],
    });
  });

  it("fails by typed errors alone, whatever comes", async () => {
    const types = fc.constantFrom("application/json", "application/x-protobuf", "text/plain", undefined);
    await fc.assert(
      fc.asyncProperty(
        types,
        fc.constantFrom(undefined, "gzip", "br"),
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (contentType, contentEncoding, body) => {
          const error = await decodeOtlp({ contentType, contentEncoding, body }).catch((thrown: unknown) => thrown);
          if (error instanceof Error) expect(error).toBeInstanceOf(OtlpError);
        },
      ),
    );
  });

  it("bounds what is unpacked, how many values there are and how deep", async () => {
    const bomb = {
      contentType: "application/json",
      contentEncoding: "gzip",
      body: gzipSync(Buffer.alloc(10_000_000)),
      maxBytes: 1_000_000,
    };
    await expect(decodeOtlp(bomb)).rejects.toMatchObject({ status: 413 });
    const many = Buffer.from(`{"resourceSpans":[${"{},".repeat(2_000_000)}{}]}`);
    await expect(decodeOtlp({ contentType: "application/json", body: many })).rejects.toMatchObject({ status: 413 });
    let value: object = { boolValue: true };
    for (let depth = 0; depth < 100; depth++) value = { arrayValue: { values: [value] } };
    await expect(
      decodeOtlp({ contentType: "application/json", body: requestOf([{ key: "k", value }]) }),
    ).rejects.toMatchObject({ status: 400 });
    const nobody = requestOf([], { spanId: "0".repeat(16) });
    expect((await decodeOtlp({ contentType: "application/json", body: nobody })).rejected).toBe(1);
  });

  it("answers in the request's own form", () => {
    expect(otlpAnswer("application/x-protobuf", { rejected: 0 }).body).toHaveLength(0);
    expect(Buffer.from(otlpAnswer("application/json", { rejected: 2 }).body).toString()).toContain(
      '"rejectedSpans":"2"',
    );
    expect(
      Buffer.from(otlpAnswer("application/x-protobuf", { rejected: 2 }).body)
        .subarray(0, 4)
        .toString("hex"),
    ).toMatch(/^0a..0802$/u);
    expect(otlpErrorAnswer("application/json", { status: 413, message: "much" }).status).toBe(413);
  });
});

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
