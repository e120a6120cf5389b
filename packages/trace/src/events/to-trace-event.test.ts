import { type EarshotEvent, defineHandler, run } from "@earshot/core/events";
import { decodeValue } from "@earshot/core/events/json";
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from "@earshot/core/messages";
import { RunnableLambda } from "@earshot/core/runnables";
import { scriptedChatModel } from "@earshot/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallToPrice } from "./price-call.js";
import { previewText } from "./preview-text.js";
import { toTraceEvent } from "./to-trace-event.js";
import { toTraceUsage } from "./to-trace-usage.js";

async function heard(
  work: (callbacks: [ReturnType<typeof defineHandler>]) => Promise<unknown>,
): Promise<EarshotEvent[]> {
  const events: EarshotEvent[] = [];
  await work([defineHandler({ onEvent: (event: EarshotEvent) => void events.push(event) })]).catch(() => undefined);
  return events;
}

const payloadOf = (event: EarshotEvent | undefined) =>
  decodeValue(JSON.parse(toTraceEvent(event as EarshotEvent).payload ?? "null")) as Record<string, unknown>;

describe("toTraceEvent", () => {
  it("says of a run what the event says, and keeps the rest as JSON that makes the same values again", async () => {
    const when = new Date(5);
    const chain = RunnableLambda.from(() => new Map([["when", when]])).withConfig({ runName: "ask" });
    const [start, end] = await heard((callbacks) =>
      chain.invoke({ question: "who?" }, { callbacks, tags: ["t"], metadata: { thread_id: "th", at: when } }),
    );
    const { runId, seq, time } = end as EarshotEvent;
    expect(toTraceEvent(end as EarshotEvent)).toEqual({
      type: "chain.end",
      runId,
      rootRunId: runId,
      seq,
      time,
      kind: "chain",
      name: "ask",
      tags: ["t"],
      metadata: { thread_id: "th", at: "1970-01-01T00:00:00.005Z" },
      visibility: "user",
      source: "earshot",
      status: "ok",
      text: '{"when":"1970-01-01T00:00:00.005Z"}',
      payload: expect.any(String),
    });
    expect(toTraceEvent(start as EarshotEvent).text).toBe("who?");
    expect(payloadOf(start)).toEqual({ inputs: { question: "who?" } });
    expect(payloadOf(end)).toEqual({ defersInputs: false, outputs: new Map([["when", when]]) });
  });

  it("tells a model's messages, tokens, usage, cost and first token", async () => {
    const usage = { input_tokens: 10, output_tokens: 2, total_tokens: 12, input_token_details: { cache_read: 4 } };
    const answer = { text: "hello you", usage, responseMetadata: { model_name: "m-2" } };
    const asked: CallToPrice[] = [];
    const price = (call: CallToPrice) => {
      asked.push(call);
      return { amount: "0.1" };
    };
    const events = await heard(async (callbacks) => {
      for await (const _ of await scriptedChatModel([answer]).stream([new HumanMessage("hi")], {
        callbacks,
      }));
    });
    const traced = events.map((event) => toTraceEvent(event, { price, asked: { model: "m-1", provider: "x" } }));
    const [start] = traced;
    const end = traced.at(-1);
    const deltas = traced.filter(({ type }) => type === "chat_model.delta");
    expect(start).toMatchObject({ type: "chat_model.start", text: "hi", provider: "ScriptedChatModel" });
    expect(deltas.map(({ text }) => text).join("")).toBe("hello you");
    expect(deltas.map(({ index }) => index)).toEqual(deltas.map((_, index) => index));
    expect(deltas[0]).not.toHaveProperty("payload");
    expect(end).toMatchObject({
      model: "m-2",
      text: "hello you",
      usage: { inputTokens: 10, outputTokens: 2, totalTokens: 12, cacheReadTokens: 4, source: "provider" },
      cost: { amount: "0.1" },
    });
    // Looked at before the chunk is told, which has a time of its own.
    expect(end?.firstTokenAt).toBeGreaterThanOrEqual(start?.time ?? Infinity);
    expect(end?.firstTokenAt).toBeLessThanOrEqual(deltas[0]?.time ?? 0);
    expect(asked).toEqual([
      expect.objectContaining({ models: ["m-2", "m-1"], provider: "ScriptedChatModel", end: events.at(-1) }),
    ]);
  });

  it("marks the cost of a call that broke off, and asks no price that throws twice", async () => {
    const [, end] = await heard((callbacks) =>
      run(
        { kind: "chat_model", name: "m", start: { messages: [], invocationParams: {}, options: {} } },
        (handle) => {
          handle.usage = { source: "provider", input_tokens: 1, output_tokens: 1, total_tokens: 2 };
          throw new RangeError("cut");
        },
        { callbacks },
      ),
    );
    expect(toTraceEvent(end as EarshotEvent, { price: () => ({ amount: "1" }) })).toMatchObject({
      status: "error",
      error: { name: "RangeError", message: "cut" },
      cost: { amount: "1", isPartial: true },
    });
    const failing = () => {
      throw new Error("no list");
    };
    expect(toTraceEvent(end as EarshotEvent, { price: failing }).cost).toEqual({ unknown: "price" });
    for (const amount of ["1e-7", "-1", "many", ""])
      expect(toTraceEvent(end as EarshotEvent, { price: () => ({ amount }) }).cost).toMatchObject({ unknown: "price" });
  });

  it("never loses an event, whatever is in it", async () => {
    const cycle: Record<string, unknown> = { big: 10n };
    cycle["self"] = cycle;
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no keys");
        },
      },
    );
    const thrown = {
      get message(): string {
        throw new Error("no message");
      },
    };
    const events = await heard((callbacks) =>
      run(
        { kind: "chain", name: "odd", start: { inputs: [cycle, hostile, () => 1, Symbol("s")] } },
        () => {
          throw thrown;
        },
        {
          callbacks,
          metadata: { hostile },
        },
      ),
    );
    const traced = events.map((event) => toTraceEvent(event));
    expect(traced.map(({ type, error }) => [type, error?.name])).toEqual([
      ["chain.start", undefined],
      ["chain.end", "Error"],
    ]);
    for (const { payload } of traced) expect(() => JSON.parse(payload ?? "")).not.toThrow();
    expect(JSON.stringify(traced)).toContain("[unreadable: Error: no keys]");
  });

  it("has no failing value among any there are", () => {
    const facts = { runId: "r", rootRunId: "r", seq: 0, time: 0, kind: "chain", name: "n", tags: [], metadata: {} };
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withSparseArray: true, withNullPrototype: true }),
        (value) => {
          const event = { ...facts, type: "chain.end", status: "error", inputs: value, outputs: value, error: value };
          const { payload, text } = toTraceEvent(event as unknown as EarshotEvent);
          expect(text === undefined || (text.length > 0 && text.length <= 200)).toBe(true);
          JSON.parse(payload ?? "{}");
        },
      ),
    );
  });

  it("is bounded", async () => {
    const [start] = await heard((callbacks) =>
      RunnableLambda.from(() => "short").invoke("x".repeat(5_000_000), { callbacks }),
    );
    const traced = toTraceEvent(start as EarshotEvent, { limits: { maxText: 1000 } });
    expect(traced.payload?.length).toBeLessThan(1100);
    expect(traced.text).toHaveLength(200);
  });
});

describe("toTraceUsage", () => {
  it("counts cached tokens once, whoever reports them how", () => {
    const details = { cache_read: 1000, cache_creation: 200 };
    const base = { source: "provider", output_tokens: 5, input_token_details: details } as const;
    expect(toTraceUsage({ ...base, input_tokens: 1205, total_tokens: 1210 })).toMatchObject({
      inputTokens: 1205,
      totalTokens: 1210,
    });
    expect(toTraceUsage({ ...base, input_tokens: 5, total_tokens: 10 })).toMatchObject({
      inputTokens: 1205,
      totalTokens: 1210,
    });
    expect(toTraceUsage({ source: "unavailable" })).toBeUndefined();
  });
});

describe("previewText", () => {
  it.each<[string, unknown, string | undefined]>([
    ["text, in one line", "  a\n\n b\t", "a b"],
    [
      "the last message that says something",
      [new SystemMessage("be"), new HumanMessage("hi"), new AIMessage("")],
      "hi",
    ],
    ["a conversation in a state", { messages: [new HumanMessage("one"), new AIMessage("two")], step: 1 }, "two"],
    [
      "calls, where a message has no words",
      new AIMessage({ content: "", tool_calls: [{ id: "c", name: "add", args: { a: 1 } }] }),
      'add({"a":1})',
    ],
    ["a tool's answer", new ToolMessage({ content: "3", tool_call_id: "c" }), "3"],
    [
      "blocks",
      new HumanMessage({
        content: [
          { type: "text", text: "look" },
          { type: "image_url", image_url: "data:…" },
        ],
      }),
      "look [image_url]",
    ],
    ["the one thing an object is about", { topic: "bears" }, "bears"],
    [
      "messages as prompts are written",
      {
        messages: [
          ["system", "Be brief."],
          ["human", "why?"],
        ],
      },
      "why?",
    ],
    ["one such message", [["human", "why?"]], "why?"],
    ["texts that are none", ["human", "robot", "cat"], "human · robot · cat"],
    ["the question among others", { question: "why?", context: "long" }, "why?"],
    ["an object of several things", { a: 1, b: [true] }, '{"a":1,"b":[true]}'],
    [
      "documents",
      [
        { pageContent: "one", metadata: {} },
        { pageContent: "two", metadata: {} },
      ],
      "one · two",
    ],
    ["plain messages of others", [{ role: "user", content: "hey" }], "hey"],
    ["a number", 4, "4"],
    ["nothing", undefined, undefined],
  ])("reads %s", (_, value, expected) => {
    expect(previewText(value)).toBe(expected);
  });

  it("cuts between characters", () => {
    for (const lead of ["", "a"]) {
      const preview = previewText(lead + "😀".repeat(300)) ?? "";
      expect(preview.length).toBeLessThanOrEqual(200);
      expect(preview).not.toMatch(/\p{Surrogate}/u);
    }
  });
});
