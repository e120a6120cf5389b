import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AIMessage, AIMessageChunk } from "../../exports/messages.js";
import {
  JsonOutputKeyToolsParser,
  JsonOutputToolsParser,
  parseToolCall,
} from "../../exports/output_parsers/openai_tools.js";
import { convertLangChainToolCallToOpenAI, makeInvalidToolCall } from "../../exports/output_parsers/openai_tools.js";
import { piecesOf } from "../../../tests/support/pieces-of.js";

async function* pieces(args: readonly string[], name = "add"): AsyncGenerator<AIMessageChunk> {
  for (const [index, text] of args.entries()) {
    const first = index === 0 ? { id: "call_1", name } : {};
    yield new AIMessageChunk({ content: "", tool_call_chunks: [{ ...first, args: text, index: 0 }] });
  }
}

const invalid = new AIMessage({
  content: "",
  invalid_tool_calls: [{ name: "add", args: '{"a":', id: "call_1", error: "cut off" }],
});

describe("JsonOutputToolsParser", () => {
  it("fails on a text, and on a call that couldn't be parsed", async () => {
    await expect(new JsonOutputToolsParser().invoke("text")).rejects.toMatchObject({ llmOutput: "text" });
    await expect(new JsonOutputToolsParser().invoke(invalid)).rejects.toMatchObject({ llmOutput: '{"a":' });
  });

  it("reads a whole message in a stream, as of a model that doesn't stream", async () => {
    async function* answer(message: AIMessage): AsyncGenerator<AIMessage> {
      yield message;
    }
    const calls = [{ name: "add", args: { a: 1 }, id: "call_1" }];
    const called = new AIMessage({ content: "", tool_calls: calls });
    const recording = recordingHandler();
    const parser = new JsonOutputToolsParser({ returnId: true });
    const parsed = await piecesOf(parser.transform(answer(called), { callbacks: [recording] }));
    expect(parsed).toEqual([[{ type: "add", args: { a: 1 }, id: "call_1" }]]);
    expect(recording.ofType("chain.end")[0]?.inputs).toBe(called);
    await expect(piecesOf(parser.transform(answer(invalid)))).rejects.toMatchObject({ llmOutput: '{"a":' });
  });

  it("fails at the end of a stream whose arguments are cut off", async () => {
    const recording = recordingHandler();
    const chunks = new JsonOutputToolsParser().transform(pieces(['{"a": ', "1"]), { callbacks: [recording] });
    await expect(piecesOf(chunks)).rejects.toMatchObject({ code: "OUTPUT_PARSING", llmOutput: '{"a": 1' });
    expect(recording.ofType("chain.end")).toMatchObject([{ status: "error" }]);
  });

  it("takes calls that come whole in a stream, and a call without arguments", async () => {
    async function* whole(): AsyncGenerator<AIMessageChunk> {
      yield new AIMessageChunk({ content: "", tool_calls: [{ name: "add", args: { a: 1 }, id: "call_1" }] });
    }
    expect(await piecesOf(new JsonOutputToolsParser().transform(whole()))).toEqual([[{ type: "add", args: { a: 1 } }]]);
    expect(await piecesOf(new JsonOutputToolsParser().transform(pieces(["", ""])))).toEqual([
      [{ type: "add", args: {} }],
    ]);
  });

  it("never changes what it has handed on", async () => {
    const [first, second] = (
      await piecesOf(new JsonOutputToolsParser().transform(pieces(['{"a": [1', ", 2]}"])))
    ).slice(-2);
    expect([first, second]).toEqual([[{ type: "add", args: { a: [1] } }], [{ type: "add", args: { a: [1, 2] } }]]);
  });
});

describe("JsonOutputKeyToolsParser", () => {
  const asText = z.object({ a: z.string() });

  it("doesn't look at another tool's calls", async () => {
    expect(await new JsonOutputKeyToolsParser({ keyName: "other" }).invoke(invalid)).toBeUndefined();
    expect(await piecesOf(new JsonOutputKeyToolsParser({ keyName: "other" }).transform(pieces(['{"a":'])))).toEqual([]);
  });

  it("makes what the schema makes of the arguments, also later", async () => {
    const message = new AIMessage({ content: "", tool_calls: [{ name: "add", args: { a: 1 }, id: "call_1" }] });
    const doubled = z.object({ a: z.number().transform((a) => a * 2) });
    const single = { keyName: "add", returnSingle: true };
    expect(await new JsonOutputKeyToolsParser({ ...single, zodSchema: doubled }).invoke(message)).toEqual({ a: 2 });
    const slow = z.object({ a: z.number() }).transform(async ({ a }) => ({ sum: a }));
    expect(await new JsonOutputKeyToolsParser({ keyName: "add", serializableSchema: slow }).invoke(message)).toEqual([
      { sum: 1 },
    ]);
  });

  it("fails at the end of a stream that isn't what the schema wants", async () => {
    const parser = new JsonOutputKeyToolsParser({ keyName: "add", returnSingle: true, zodSchema: asText });
    await expect(piecesOf(parser.transform(pieces(['{"a": 1}'])))).rejects.toMatchObject({ llmOutput: '{"a":1}' });
  });
});

it("calls in OpenAI's spelling are parsed and written", () => {
  const raw = { id: "call_1", type: "function", function: { name: "add", arguments: '{"a": 1}' } };
  expect(parseToolCall(raw, { returnId: true })).toEqual({
    type: "tool_call",
    name: "add",
    args: { a: 1 },
    id: "call_1",
  });
  const cut = { function: { name: "add", arguments: '{"a": 1' } };
  expect(parseToolCall(cut, { partial: true })).toEqual({ type: "tool_call", name: "add", args: { a: 1 } });
  expect(() => parseToolCall(cut)).toThrow(expect.objectContaining({ llmOutput: '{"a": 1' }));
  expect(parseToolCall({ id: "x" })).toBeUndefined();
  expect(convertLangChainToolCallToOpenAI({ name: "add", args: { a: 1 }, id: "call_1" }).function.arguments).toBe(
    '{"a":1}',
  );
  expect(() => convertLangChainToolCallToOpenAI({ name: "add", args: {} })).toThrow('"add" has no id');
  expect(makeInvalidToolCall(cut, "cut off")).toMatchObject({ name: "add", args: '{"a": 1', error: "cut off" });
});
