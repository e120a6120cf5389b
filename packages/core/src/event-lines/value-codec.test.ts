import { Document } from "../exports/documents.js";
import { EarshotError, Interrupt, RunAbortedError } from "../exports/errors.js";
import { safeJson } from "../exports/events.js";
import {
  AIMessage,
  AIMessageChunk,
  ChatMessage,
  HumanMessage,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
} from "../exports/messages.js";
import { ChatGenerationChunk, GenerationChunk } from "../exports/outputs.js";
import { ChatPromptValue, StringPromptValue } from "../exports/prompt_values.js";
import { AIMessage as LangChainAIMessage } from "@langchain/core/messages";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeValue } from "./decode-value.js";
import { type LineLimits, ValueEncoder } from "./value-encoder.js";

const encode = (value: unknown, limits?: LineLimits): unknown => new ValueEncoder(limits).encode(value);
const roundTrip = (value: unknown): unknown => decodeValue(JSON.parse(JSON.stringify(encode(value))));

const call = { type: "tool_call", id: "c1", name: "add", args: { a: 1 } } as const;
const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };

describe("a value that is written down and read", () => {
  it.each<[string, unknown]>([
    ["null", null],
    ["numbers JSON has no word for", [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0]],
    ["a bigint", { n: -12345678901234567890n }],
    ["undefined among items", [1, undefined, 2]],
    ["dates", [new Date(0), new Date(1_700_000_000_123)]],
    [
      "a map with keys of all kinds",
      new Map<unknown, unknown>([
        ["a", 1],
        [{ b: 2 }, new Set([3n])],
      ]),
    ],
    ["bytes", [new Uint8Array([0, 255, 7]), new Float64Array([1.5, -2]), new Uint8Array([1]).buffer]],
    ["an object that looks like a tag", { $: "date", value: "x", nested: { $: "$" } }],
    ["a key named __proto__", JSON.parse('{"__proto__":{"a":1},"b":2}')],
    ["text that is hard to write", 'a\u2028b\u0000\ud800\n"\\'],
    [
      "messages",
      [new HumanMessage("hi"), new SystemMessage({ content: "be", id: "s" }), new RemoveMessage({ id: "x" })],
    ],
    [
      "a model's message",
      new AIMessage({ content: [{ type: "text", text: "a" }], tool_calls: [call], usage_metadata: usage }),
    ],
    [
      "calls that a provider spelt in its own way, and that were then removed",
      new AIMessage({
        content: "",
        tool_calls: [],
        additional_kwargs: { tool_calls: [{ function: { name: "f", arguments: "{}" } }] },
      }),
    ],
    [
      "a tool's message",
      new ToolMessage({ content: "3", tool_call_id: "c1", status: "error", artifact: new Map([[1, 2]]) }),
    ],
    ["a message of a role of its own", new ChatMessage({ content: "x", role: "critic", name: "n" })],
    ["a document", new Document({ pageContent: "text", metadata: { when: new Date(5) }, id: "d" })],
    ["prompts", [new StringPromptValue("p"), new ChatPromptValue([new HumanMessage("q")])]],
    ["chunks", [new GenerationChunk({ text: "t", generationInfo: { a: 1 } })]],
  ])("is the same: %s", (_, value) => {
    const read = roundTrip(value);
    expect(read).toStrictEqual(value);
    expect(safeJson(read)).toEqual(safeJson(value));
  });

  it("is the same for any data", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(safeJson(roundTrip(value), { maxDepth: 50 })).toEqual(safeJson(value, { maxDepth: 50 }));
      }),
    );
  });

  it("is a streamed piece that can be put together as before", () => {
    const pieces = ['{"a":', "1}"].map((args, index) => {
      const message = new AIMessageChunk({
        content: "",
        tool_call_chunks: [
          { type: "tool_call_chunk", index: 0, args, ...(index === 0 ? { name: "f", id: "c1" } : {}) },
        ],
      });
      return new ChatGenerationChunk({ text: "", message });
    });
    const whole = ([first, second]: readonly ChatGenerationChunk[]) => first?.concat(second as ChatGenerationChunk);
    const read = roundTrip(pieces) as ChatGenerationChunk[];
    expect(safeJson(read)).toEqual(safeJson(pieces));
    expect(whole(read)?.message).toMatchObject({ tool_calls: [{ name: "f", args: { a: 1 } }] });
    expect(safeJson(whole(read))).toEqual(safeJson(whole(pieces)));
  });

  it("is a message of LangChain's own classes, as ours", () => {
    const read = roundTrip(
      new LangChainAIMessage({ content: "hi", id: "i", response_metadata: { model: "m" } }),
    ) as AIMessage;
    expect(read).toBeInstanceOf(AIMessage);
    expect([read.content, read.id, read.response_metadata]).toEqual(["hi", "i", { model: "m" }]);
  });

  it("is an error with its name, code, cause, fields and stack", () => {
    const cause = Object.assign(new RangeError("low"), { code: "E_LOW", detail: { at: new Date(3) } });
    const error = new TypeError("high", { cause });
    const read = roundTrip(error) as TypeError & { readonly cause: typeof cause };
    expect(read).toBeInstanceOf(TypeError);
    expect(read.cause).toBeInstanceOf(RangeError);
    expect([read.message, read.stack, read.cause.code, read.cause.detail.at]).toEqual([
      "high",
      error.stack,
      "E_LOW",
      new Date(3),
    ]);
    expect(Object.keys(read)).toEqual([]);
  });

  it("is an error with its marks, and without its stack if that is not wanted", () => {
    const error = new Error("busy");
    Object.defineProperty(error, Symbol.for("some.library.retryable"), { value: true });
    const json = encode(error, { stacks: false });
    expect(JSON.stringify(json)).not.toContain("value-codec.test");
    expect(Reflect.get(decodeValue(json) as Error, Symbol.for("some.library.retryable"))).toBe(true);
  });

  it("is Earshot's errors, which are known as such", () => {
    const read = roundTrip([
      new Interrupt("wait", { amount: 2 }),
      new RunAbortedError("chain", { reason: "so", cause: 1 }),
    ]);
    const [interrupt, aborted] = read as [Interrupt, RunAbortedError];
    expect([interrupt, aborted].every((error) => EarshotError.isInstance(error))).toBe(true);
    expect([interrupt.name, interrupt.code, interrupt.value]).toEqual(["Interrupt", "INTERRUPT", { amount: 2 }]);
    expect([aborted.name, aborted.cause]).toEqual(["AbortError", 1]);
  });

  it("is all errors of an AggregateError, and what is thrown that is no error", () => {
    const read = roundTrip(new AggregateError([new Error("a"), "b"], "both")) as AggregateError;
    expect([read.message, (read.errors[0] as Error).message, read.errors[1]]).toEqual(["both", "a", "b"]);
    expect(roundTrip(new DOMException("gone", "AbortError"))).toMatchObject({ name: "AbortError", message: "gone" });
  });
});

describe("what can't be written down", () => {
  it("is described", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const unreadable = {
      get a() {
        throw new Error("no");
      },
    };
    expect([cycle, unreadable, () => 1, Symbol("s"), /x/g].map((value) => roundTrip(value))).toEqual([
      { self: "[cycle]" },
      "[unreadable: Error: no]",
      "[function anonymous]",
      "Symbol(s)",
      "/x/g",
    ]);
  });

  it("is bounded, each and together", () => {
    expect(encode({ a: [[[1]]] }, { maxDepth: 3 })).toEqual({
      a: [["[array of 1]"]].slice(0, 0).concat([["[array of 1]"]]),
    });
    expect(encode([1, 2, 3], { maxEntries: 2 })).toEqual([1, 2, "… 1 more"]);
    expect(encode("abcdef", { maxText: 2 })).toBe("ab… (6 characters)");
    expect(encode(new Uint8Array(100), { maxText: 50 })).toBe("[100 bytes]");
    const long = encode(
      Array.from({ length: 100 }, () => "x".repeat(1000)),
      { maxLineText: 5000 },
    );
    expect(JSON.stringify(long).length).toBeLessThan(5000 + 100 * 30);
    const wide = Array.from({ length: 50 }, () => [{}, {}]);
    expect(encode(wide, { maxValues: 10 })).toContain("[array of 2]");
  });
});

describe("what a later release, or somebody else, wrote", () => {
  it.each<[string, unknown]>([
    ["a tag that is not known", { $: "quaternion", value: [1, 2] }],
    ["a tag with the wrong fields", { $: "bigint", value: "x" }],
    ["a class with the wrong fields", { $: "ChatPromptValue" }],
  ])("stays as it stands: %s", (_, json) => {
    expect(decodeValue(json)).toEqual(json);
  });
});
