import { AIMessage, AIMessageChunk, HumanMessage } from "@earshot/core/messages";
import { describe, expect, it } from "vitest";
import {
  emails,
  path,
  pattern,
  personalData,
  redactionRules,
  RedactionLimitError,
  redactValue,
  secrets,
} from "./index.js";

const rules = [secrets, personalData];
const hide = (value: unknown): unknown => redactValue(value, rules, "inputs");
const email = "ada@example.com";
const shown = "[redacted: email]";

class Session {
  readonly #token = email;
  readonly user = "ada";

  toJSON(): unknown {
    return { token: this.#token };
  }
}

describe("values", () => {
  it("are answered as they are if there is nothing to hide", () => {
    const value = {
      a: [new Map([["b", new Set([1, "c"])]])],
      d: new Date(0),
      e: new Error("f"),
      g: undefined,
      h: null,
      i: () => 1,
    };
    expect(hide(value)).toBe(value);
    const message = new AIMessageChunk({
      content: "hi",
      tool_call_chunks: [{ type: "tool_call_chunk", args: "{}", index: 0 }],
    });
    expect(hide(message)).toBe(message);
  });

  it("are one text over the blocks of a message, and not each by itself what the whole is not", () => {
    const blocks = ["it is DE89 3704", " 0044 0532 0130 0, ", "so"].map((text) => ({ type: "text", text }));
    const message = new AIMessage({ content: blocks });
    expect(hide(message)).toBe(message);
    const [, second] = blocks;
    const alone = [{ type: "text", text: " [redacted: phone], " }];
    expect(hide({ message, alone: [second] })).toMatchObject({ message: { content: blocks }, alone });
    expect(hide({ alone: [second], message })).toMatchObject({ message: { content: blocks }, alone });
    const json = ['{"password":"x"}', "and so on"].map((text) => ({ type: "text", text }));
    expect(redactValue(json, [secrets, path("messages.**.password")], "messages")).toEqual([
      { type: "text", text: '{"password":"[redacted]"}' },
      json[1],
    ]);
  });

  it("are copied otherwise, and not changed", () => {
    const inner = Object.freeze({ [email]: 1, list: Object.freeze([email]) });
    const copy = hide({ inner, number: 4111111111111111, big: 4111111111111111n, small: 4 });
    expect(copy).toEqual({
      inner: { [shown]: 1, list: [shown] },
      number: "[redacted: credit card]",
      big: "[redacted: credit card]",
      small: 4,
    });
    expect(inner.list).toEqual([email]);
    expect(Object.isFrozen((copy as { inner: unknown }).inner)).toBe(true);
  });

  it("keep their class, cycles and shared parts", () => {
    const value: Record<string, unknown> = { email };
    value["self"] = value;
    const copy = hide(value) as Record<string, unknown>;
    expect(copy).not.toBe(value);
    expect(copy["self"]).toBe(copy);
    const message = hide(
      new AIMessage({ content: email, tool_calls: [{ name: "t", args: { to: email } }] }),
    ) as AIMessage;
    expect(AIMessage.isInstance(message)).toBe(true);
    expect([message.text, message.tool_calls[0]?.args]).toEqual([shown, { to: shown }]);
    const chunk = hide(
      new AIMessageChunk({
        content: "",
        tool_call_chunks: [{ type: "tool_call_chunk", id: "1", name: "t", args: `{"to":"${email}"}`, index: 0 }],
      }),
    ) as AIMessageChunk;
    expect(JSON.stringify([chunk.tool_calls, chunk.tool_call_chunks, chunk])).not.toContain(email);
    expect(chunk.tool_calls[0]?.args).toEqual({ to: shown });
  });

  it("are looked into wherever a handler may look: errors, addresses, headers, what toJSON tells", () => {
    const cause = new Error(email);
    const error = hide(new AggregateError([cause], `to ${email}`, { cause })) as AggregateError;
    expect(error).toBeInstanceOf(AggregateError);
    expect([error.message, (error.cause as Error).message, (error.errors[0] as Error).message]).toEqual([
      `to ${shown}`,
      shown,
      shown,
    ]);
    expect(error.stack).not.toContain(email);
    expect(hide({ url: new URL(`https://x.y/?q=${email}`) })).toEqual({ url: `https://x.y/?q=${shown}` });
    expect(hide(new Headers({ from: email }))).toEqual({ from: shown });
    expect(hide(new Session())).toEqual({ token: shown });
    expect(hide([new Session(), Object.create(null), new String(email)])).toEqual([{ token: shown }, {}, shown]);
    const url = new URL("https://x.y/");
    expect((hide({ url, email }) as { url: URL }).url).toBe(url);
  });

  it("survive getters that throw", () => {
    const value = {
      email,
      get broken(): string {
        throw new Error("no");
      },
    };
    expect(hide(value)).toEqual({ email: shown, broken: "[unreadable]" });
  });

  it("hide what lies across the blocks of a message", () => {
    const content = [
      { type: "text", text: "to ada@" },
      { type: "image", url: "u" },
      { type: "text", text: "example.com now" },
    ];
    const message = hide(new HumanMessage({ content })) as HumanMessage;
    expect(message.content).toEqual([
      { type: "text", text: `to ${shown}` },
      { type: "image", url: "u" },
      { type: "text", text: " now" },
    ]);
  });

  it("that are too much to look through throw, so that they are withheld", () => {
    expect(() => hide(Array.from({ length: 600_000 }, () => 1))).toThrow(RedactionLimitError);
    let deep: unknown = email;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(() => hide(deep)).toThrow(RangeError);
  });
});

describe("paths", () => {
  const at = (where: string, value: unknown, field = "inputs") => redactValue(value, [path(where)], field);

  it.each([
    ["inputs.a", { a: "x", b: "y" }, { a: "[redacted]", b: "y" }],
    ["inputs.A.b", { a: { b: 1, c: 2 } }, { a: { b: "[redacted]", c: 2 } }],
    [
      "inputs.*.b",
      { a: { b: 1 }, c: { b: 2, d: { b: 3 } } },
      { a: { b: "[redacted]" }, c: { b: "[redacted]", d: { b: 3 } } },
    ],
    [
      "inputs.**.password",
      { password: 1, a: [{ password: { x: 1 } }] },
      { password: "[redacted]", a: [{ password: "[redacted]" }] },
    ],
    ["**.b", { a: { b: 1 } }, { a: { b: "[redacted]" } }],
    ["inputs.**", { a: 1 }, "[redacted]"],
    ["inputs", "x", "[redacted]"],
    ["inputs.**.a.**.b", { a: { x: { b: 1 } }, b: 2 }, { a: { x: { b: "[redacted]" } }, b: 2 }],
    ["outputs.a", { a: "x" }, { a: "x" }],
    ["inputs.list.1", { list: ["a", "b"] }, { list: ["a", "[redacted]"] }],
  ])("%s of %j", (where, value, expected) => {
    expect(at(where, value)).toEqual(expected);
    expect(redactValue(expected, [path(where)], "inputs"), "what was hidden once stays").toEqual(expected);
  });

  it("look into text that is JSON, as it was written unless something is hidden", () => {
    expect(at("input.**.password", '{"a": {"password": "x"}}', "input")).toBe('{"a":{"password":"[redacted]"}}');
    expect(at("input.**.password", '{ "a" : 1 }', "input")).toBe('{ "a" : 1 }');
    expect(at("input.**.password", "{ no json", "input")).toBe("{ no json");
  });

  it("hide a value that is reached by one of two ways only there", () => {
    const shared = { key: 1 };
    expect(at("inputs.a.key", { b: shared, a: shared })).toEqual({ b: { key: 1 }, a: { key: "[redacted]" } });
  });

  it("are decided in a tool call's arguments once these are all there", () => {
    const redaction = redactionRules([path("**.password"), emails]).startText({
      type: "chat_model.delta",
      name: "tool_call:0",
    });
    expect([redaction.push('{"password":"hun'), redaction.push('ter2","to":"a@b.io"}')]).toEqual(["", ""]);
    expect(redaction.isHolding).toBe(true);
    expect(redaction.flush()).toBe(`{"password":"[redacted]","to":"${shown}"}`);
  });
});

it("a rule that throws fails the text or field it stands in", () => {
  const rule = pattern(/x/, {
    replacement: () => {
      throw new Error("no");
    },
  });
  const failing = redactionRules([rule]);
  expect(() => failing.redact("axb", { type: "chain.start", field: "inputs" })).toThrow("no");
  expect(() => failing.startText({ type: "llm.delta", name: "text" }).push("axb")).toThrow("no");
});
