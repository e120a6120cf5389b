import * as langchain from "@langchain/core/messages";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AIMessageChunk, type AIMessageChunkFields } from "./ai-message-chunk.js";
import { MessageChunkAccumulator } from "./message-chunk-accumulator.js";

const usage = { input_tokens: 5, output_tokens: 1, total_tokens: 6, input_token_details: { cache_read: 2 } };
const streams: Record<string, (string | AIMessageChunkFields)[]> = {
  text: ["a", "b", ""],
  "usage and metadata": [
    { content: "", usage_metadata: usage, response_metadata: { model: "m", model_provider: "anthropic" }, id: "x" },
    "t",
    {
      content: "",
      usage_metadata: { input_tokens: 0, output_tokens: 3, total_tokens: 3 },
      response_metadata: { stop: "end" },
      additional_kwargs: { a: 1 },
    },
  ],
  "usage first": [{ content: "", usage_metadata: { input_tokens: 5, output_tokens: 1, total_tokens: 6 } }, "t"],
  "one chunk with usage": [{ content: "", usage_metadata: { input_tokens: 5, output_tokens: 1, total_tokens: 6 } }],
  "parts and calls": [
    { content: [{ index: 0, type: "text", text: "hm" }] },
    { content: [{ index: 0, type: "text", text: "m" }] },
    {
      content: [{ index: 1, type: "tool_use", id: "t", name: "f" }],
      tool_call_chunks: [{ index: 1, id: "t", name: "f", args: "" }],
    },
    {
      content: [{ index: 1, type: "input_json_delta", input: '{"a"' }],
      tool_call_chunks: [{ index: 1, args: '{"a"' }],
    },
    { content: [{ index: 1, type: "input_json_delta", input: ":1}" }], tool_call_chunks: [{ index: 1, args: ":1}" }] },
  ],
  "text and parts": [
    "a",
    { content: [{ type: "text", text: "b" }] },
    "c",
    "",
    { content: [{ type: "image", url: "u" }] },
  ],
  "no parts, then text": [{ content: [] }, "c", "d"],
  "whole calls": [
    { content: "", tool_calls: [{ id: "1", name: "f", args: {} }] },
    { content: "", tool_calls: [{ id: "2", name: "f", args: {} }] },
  ],
  "two calls at once": [
    {
      content: "",
      tool_call_chunks: [
        { index: 0, id: "a", name: "f", args: "{" },
        { index: 1, id: "b", name: "g", args: "{" },
      ],
    },
    {
      content: "",
      tool_call_chunks: [
        { index: 0, args: "}" },
        { index: 1, args: "}" },
      ],
    },
  ],
};

function accumulate(fields: (string | AIMessageChunkFields)[]): MessageChunkAccumulator {
  const accumulator = new MessageChunkAccumulator();
  for (const field of fields) accumulator.add(new AIMessageChunk(field));
  return accumulator;
}

function reduce(fields: (string | AIMessageChunkFields)[]): AIMessageChunk {
  return fields.map((field) => new AIMessageChunk(field)).reduce((left, right) => left.concat(right));
}

function state(chunk: AIMessageChunk): unknown {
  return [JSON.parse(JSON.stringify(chunk)), chunk.tool_calls, chunk.invalid_tool_calls];
}

describe.each(Object.entries(streams))("%s", (_, fields) => {
  it("comes to what concat comes to", () => {
    expect(state(accumulate(fields).toChunk())).toEqual(state(reduce(fields)));
  });

  it("comes to what LangChain's concat comes to", () => {
    const theirs = fields
      .map((field) => new langchain.AIMessageChunk(structuredClone(field) as never))
      .reduce((left, right) => left.concat(right));
    expect(state(accumulate(fields).toChunk())).toEqual(state(theirs as unknown as AIMessageChunk));
  });
});

const part = fc.record({
  index: fc.integer({ min: 0, max: 2 }),
  type: fc.constantFrom("text", "thinking"),
  text: fc.string(),
});
const piece = fc.record({ index: fc.integer({ min: 0, max: 1 }), args: fc.string() });
const count = fc.nat(100);
const chunkFields: fc.Arbitrary<AIMessageChunkFields> = fc.record({
  content: fc.oneof(fc.string(), fc.array(part, { maxLength: 3 })),
  tool_call_chunks: fc.array(piece, { maxLength: 2 }),
  usage_metadata: fc.option(fc.record({ input_tokens: count, output_tokens: count, total_tokens: count }), {
    nil: undefined,
  }),
  response_metadata: fc.dictionary(fc.constantFrom("a", "b", "id"), fc.string()),
  id: fc.option(fc.string(), { nil: undefined }),
}) as fc.Arbitrary<AIMessageChunkFields>;

describe("any stream", () => {
  it("comes to what concat comes to", () => {
    fc.assert(
      fc.property(fc.array(chunkFields, { minLength: 1, maxLength: 8 }), (fields) => {
        expect(state(accumulate(fields).toChunk())).toEqual(state(reduce(fields)));
      }),
    );
  });

  it("leaves the chunks as they were", () => {
    fc.assert(
      fc.property(fc.array(chunkFields, { minLength: 2, maxLength: 6 }), (fields) => {
        const before = structuredClone(fields);
        const accumulator = accumulate(fields);
        accumulator.toMessage();
        expect(fields).toEqual(before);
      }),
    );
  });
});

it("hands out results that later chunks do not change", () => {
  const accumulator = accumulate([
    {
      content: [{ index: 0, type: "text", text: "a" }],
      tool_call_chunks: [{ index: 0, id: "1", name: "f", args: "{" }],
    },
  ]);
  const early = accumulator.toChunk();
  accumulator.add(
    new AIMessageChunk({
      content: [{ index: 0, type: "text", text: "b" }],
      tool_call_chunks: [{ index: 0, args: "}" }],
    }),
  );
  expect([early.text, early.tool_call_chunks[0]?.args]).toEqual(["a", "{"]);
  expect([accumulator.text, accumulator.toMessage().tool_calls]).toEqual([
    "ab",
    [{ id: "1", name: "f", args: {}, type: "tool_call" }],
  ]);
});

it("is linear: a hundred thousand tokens are put together in a moment", () => {
  const accumulator = new MessageChunkAccumulator();
  const started = performance.now();
  for (let token = 0; token < 100_000; token++) accumulator.add(new AIMessageChunk("token "));
  expect(accumulator.toMessage().content).toHaveLength(600_000);
  expect(performance.now() - started).toBeLessThan(2_000); // about 20 ms; a quadratic one takes minutes
});
