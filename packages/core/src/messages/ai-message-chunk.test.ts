import { describe, expect, it } from "vitest";
import { AIMessage } from "./ai-message.js";
import { AIMessageChunk } from "./ai-message-chunk.js";
import { MessageMergeError } from "./message-merge-error.js";

const piece = { index: 0, id: "1", name: "f", args: '{"a": 1}' };
const call = { name: "f", args: { a: 1 }, id: "1", type: "tool_call" };

describe("a text chunk", () => {
  it("is equal to its twin, whether or not its calls were read", () => {
    const left = new AIMessageChunk("x");
    expect([left.tool_calls, left.invalid_tool_calls, left.tool_call_chunks]).toEqual([[], [], []]);
    expect(left).toEqual(new AIMessageChunk("x"));
  });

  it("keeps what is pushed onto its lists", () => {
    const chunk = new AIMessageChunk("x");
    chunk.tool_calls.push({ name: "f", args: {}, id: "1" });
    expect(chunk.tool_calls).toHaveLength(1);
    expect(chunk.concat(new AIMessageChunk("y")).tool_calls).toHaveLength(1);
  });

  it("takes new lists, which a copy by spread keeps", () => {
    const chunk = new AIMessageChunk("x");
    chunk.tool_calls = [{ name: "f", args: {}, id: "1" }];
    expect(new AIMessage({ ...chunk }).tool_calls).toEqual(chunk.tool_calls);
    expect(new AIMessageChunk({ ...chunk }).tool_calls).toEqual(chunk.tool_calls);
  });
});

describe("a chunk with pieces of calls", () => {
  it("parses them when they are read, once", () => {
    const chunk = new AIMessageChunk({ content: "", tool_call_chunks: [piece] });
    expect(chunk.tool_calls).toEqual([call]);
    expect(chunk.tool_calls).toBe(chunk.tool_calls);
  });

  it("is copied by spread with its calls", () => {
    const copy = new AIMessage({ ...new AIMessageChunk({ content: "", tool_call_chunks: [piece] }) });
    expect(copy.tool_calls).toEqual([call]);
  });

  it("shows a call without valid arguments as invalid", () => {
    const chunk = new AIMessageChunk({ content: "", tool_call_chunks: [{ ...piece, args: "nope" }] });
    expect(chunk.tool_calls).toEqual([]);
    expect(chunk.invalid_tool_calls).toEqual([
      { name: "f", args: "nope", id: "1", error: "Malformed args.", type: "invalid_tool_call" },
    ]);
  });

  it("lists its calls among the parts", () => {
    const chunk = new AIMessageChunk({ content: [{ type: "thinking", thinking: "hm" }], tool_call_chunks: [piece] });
    expect(chunk.contentBlocks).toEqual([{ type: "reasoning", reasoning: "hm" }, call]);
  });
});

describe("concat", () => {
  it("changes neither side", () => {
    const left = new AIMessageChunk({
      content: [{ index: 0, type: "text", text: "a" }],
      response_metadata: { a: { b: "c" } },
    });
    const right = new AIMessageChunk({
      content: [{ index: 0, type: "text", text: "b" }],
      response_metadata: { a: { b: "d" } },
    });
    const whole = left.concat(right);
    expect([whole.text, whole.response_metadata]).toEqual(["ab", { a: { b: "cd" } }]);
    expect([left.text, right.text, left.response_metadata, right.response_metadata]).toEqual([
      "a",
      "b",
      { a: { b: "c" } },
      { a: { b: "d" } },
    ]);
  });

  it("names the field that has two types", () => {
    const left = new AIMessageChunk({ content: "", response_metadata: { count: 1 } });
    const right = new AIMessageChunk({ content: "", response_metadata: { count: "1" } });
    expect(() => left.concat(right)).toThrow(MessageMergeError);
    expect(() => left.concat(right)).toThrow(/"count".*number.*string/);
  });

  it("makes chunks of the subclass", () => {
    class Special extends AIMessageChunk {}
    expect(new Special("a").concat(new Special("b"))).toBeInstanceOf(Special);
    expect(new AIMessageChunk("a")).not.toBeInstanceOf(Special);
  });
});

it("has live constructor arguments", () => {
  const chunk = new AIMessageChunk("x");
  chunk._updateId("run-1");
  expect([chunk.id, chunk.lc_kwargs.id]).toEqual(["run-1", "run-1"]);
  expect(chunk.toJSON()).toMatchObject({ kwargs: { id: "run-1", content: "x" } });
});
