import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { afterEach, describe, expect, it } from "vitest";
import { BaseCache, InMemoryCache } from "../exports/caches.js";
import { configure, defineHandler } from "../exports/events.js";
import { AIMessage, HumanMessage } from "../exports/messages.js";
import type { Generation } from "../exports/outputs.js";
import { FakeListChatModel, FakeStreamingLLM, FakeToolCallingModel } from "../exports/utils/testing.js";

const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
const nothing = { input_tokens: 0, output_tokens: 0, total_tokens: 0 };

/** Remembers what it was asked, and fails when it is told to. */
class Watched extends BaseCache {
  readonly values = new Map<string, Generation[]>();
  readonly lookups: (readonly [string, string])[] = [];
  fails: "lookup" | "update" | undefined = undefined;

  async lookup(prompt: string, llmKey: string): Promise<Generation[] | null> {
    this.lookups.push([prompt, llmKey]);
    if (this.fails === "lookup") throw new Error("no connection");
    return this.values.get(this.keyEncoder(prompt, llmKey)) ?? null;
  }

  async update(prompt: string, llmKey: string, value: Generation[]): Promise<void> {
    if (this.fails === "update") throw new Error("no connection");
    this.values.set(this.keyEncoder(prompt, llmKey), value);
  }
}

const read = async <T>(stream: Promise<AsyncIterable<T>>): Promise<T[]> => {
  const pieces: T[] = [];
  for await (const piece of await stream) pieces.push(piece);
  return pieces;
};

let restore: (() => void) | undefined;
afterEach(() => restore?.());

describe("a cached chat model", () => {
  const make = () =>
    new FakeToolCallingModel({
      cache: new InMemoryCache(),
      usage,
      text: "Let me add.",
      toolCalls: [[{ name: "add", args: { a: 1 } }]],
    });

  it("is asked once, and a hit is heard: start, the key, an end that has cost nothing", async () => {
    const model = make();
    await model.invoke("1 + 1");
    const recording = recordingHandler();
    const answer = await model.invoke("1 + 1", { callbacks: [recording] });
    expect(answer).toMatchObject({ text: "Let me add.", tool_calls: [{ name: "add", args: { a: 1 } }] });
    expect(answer.usage_metadata).toEqual(nothing);
    expect(model.callCount).toBe(1);
    expect(recording.summary()).toEqual(["chat_model.start", "run.cache_hit", "chat_model.end ok"]);
    expect(recording.ofType("run.cache_hit")[0]?.key).toMatch(/^[0-9a-f]{64}$/);
    expect(recording.ofType("chat_model.end")[0]?.usage).toEqual({ ...nothing, source: "cache" });
    assertWellFormed(recording.events);
  });

  it("answers a stream from the cache as one chunk, and keeps what was streamed to its end", async () => {
    const model = make();
    expect((await read(model.stream("1 + 1"))).length).toBeGreaterThan(3);
    const recording = recordingHandler();
    const [chunk, ...more] = await read(model.stream("1 + 1", { callbacks: [recording] }));
    expect(more).toEqual([]);
    expect(chunk).toMatchObject({ text: "Let me add.", tool_calls: [{ name: "add", args: { a: 1 } }] });
    expect(model.callCount).toBe(1);
    expect(recording.summary()).toEqual(["chat_model.start", "run.cache_hit", "chat_model.delta", "chat_model.end ok"]);
    expect(recording.ofType("chat_model.end")[0]?.usage).toEqual({ ...nothing, source: "cache" });
    expect((await model.invoke("1 + 1")).tool_calls).toMatchObject([{ name: "add", args: { a: 1 } }]);
    expect(model.callCount).toBe(1);
  });

  it("does not keep a stream that was left early, nor a failure", async () => {
    const cache = new Watched();
    const model = new FakeListChatModel({ responses: ["abc", "def"], cache });
    for await (const _ of await model.stream("Hi")) break;
    await expect(model.invoke("Hi", { thrownErrorString: "bad" })).rejects.toThrow("bad");
    expect(cache.values.size).toBe(0);
  });

  it("gives each call a message of its own, named after its own run", async () => {
    const model = new FakeListChatModel({ responses: ["a"], cache: new InMemoryCache() });
    const first = await model.invoke("Hi");
    first.content = "changed";
    const [second, third] = await model.batch(["Hi", "Hi"]);
    expect([second?.text, third?.text]).toEqual(["a", "a"]);
    expect(new Set([first.id, second?.id, third?.id]).size).toBe(3);
  });

  it("finds the same question by the same key, whatever the run, and another by another", async () => {
    const cache = new Watched();
    const model = new FakeListChatModel({ responses: ["a"], cache });
    const answered = new AIMessage({ content: "yes", id: "run-1", response_metadata: { at: 1 } });
    const again = new AIMessage({ content: "yes", id: "run-2", response_metadata: { at: 2 } });
    const callbacks = [recordingHandler()];
    await model.invoke([answered, new HumanMessage("Hi")], {
      tags: ["a"],
      runId: "018f2f4e-7c3d-7000-8000-00000000000c",
    });
    await model.invoke([again, new HumanMessage("Hi")], { metadata: { b: 1 }, callbacks, timeout: 1000 });
    expect(cache.lookups[0]).toEqual(cache.lookups[1]);
    expect(cache.values.size).toBe(1);
    await model.invoke([again, new HumanMessage("Hi")], { stop: ["x"] });
    await model.invoke([again, new HumanMessage([{ type: "image_url", image_url: "https://example.com" }])]);
    await model.bindTools([{ name: "add", schema: {} }]).invoke([again, new HumanMessage("Hi")]);
    expect(cache.values.size).toBe(4);
    expect(JSON.stringify(cache.lookups)).not.toMatch(/run-|018f2f4e/);
  });

  it("goes on without a cache that fails, which is reported", async () => {
    const failures: unknown[] = [];
    restore = configure({
      onHandlerError: (error, { eventType, handlerName }) => failures.push([String(error), eventType, handlerName]),
    });
    const cache = new Watched();
    const model = new FakeListChatModel({ responses: ["a", "b"], cache });
    cache.fails = "lookup";
    expect((await model.invoke("Hi")).text).toBe("a");
    cache.values.clear();
    cache.fails = "update";
    expect((await read(model.stream("Hi"))).map(({ text }) => text).join("")).toBe("b");
    expect(failures).toEqual([
      ["Error: no connection", "cache", "Watched"],
      ["Error: no connection", "cache", "Watched"],
    ]);
  });

  it("goes on without a key where the options can't be told as text", async () => {
    const failures: unknown[] = [];
    restore = configure({ onHandlerError: (error) => failures.push(error) });
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const cache = new Watched();
    const model = new FakeListChatModel({ responses: ["a"], cache });
    expect((await model.invoke("Hi", { tools: [cycle] })).text).toBe("a");
    expect(cache.lookups).toEqual([]);
    expect(failures).toHaveLength(1);
  });

  it("shares the global cache with `cache: true`", async () => {
    const question = `global ${Math.random()}`;
    await new FakeListChatModel({ responses: ["a"], cache: true }).invoke(question);
    expect((await new FakeListChatModel({ responses: ["b"], cache: true }).invoke(question)).text).toBe("a");
    expect((await new FakeListChatModel({ responses: ["b"], cache: false }).invoke(question)).text).toBe("b");
    expect(InMemoryCache.global()).toBe(InMemoryCache.global());
  });

  it("is stopped by a guard that objects to a hit", async () => {
    const model = new FakeListChatModel({ responses: ["a"], cache: new InMemoryCache() });
    await model.invoke("Hi");
    const guard = defineHandler({
      name: "fresh answers only",
      policy: "guard",
      on: {
        "run.cache_hit": () => {
          throw new Error("stale");
        },
      },
    });
    await expect(model.invoke("Hi", { callbacks: [guard] })).rejects.toMatchObject({ code: "HANDLER_ABORT" });
  });
});

describe("a cached text model", () => {
  it("is asked once, whole or streamed, and a hit is heard", async () => {
    const model = new FakeStreamingLLM({ responses: ["ab", "cd"], sleep: 0, cache: new InMemoryCache() });
    expect(await read(model.stream("Hi"))).toEqual(["a", "b"]);
    const recording = recordingHandler();
    expect(await model.invoke("Hi", { callbacks: [recording] })).toBe("ab");
    expect(await read(model.stream("Hi", { callbacks: [recording] }))).toEqual(["ab"]);
    expect(recording.summary()).toEqual([
      "llm.start",
      "run.cache_hit",
      "llm.end ok",
      "llm.start",
      "run.cache_hit",
      "llm.delta",
      "llm.end ok",
    ]);
    expect(recording.ofType("llm.end").map(({ usage: { source } }) => source)).toEqual(["cache", "cache"]);
    expect(model.responses).toEqual(["cd"]);
  });

  it("is asked for the prompts that are missing alone", async () => {
    const model = new FakeStreamingLLM({ responses: ["a", "b"], cache: new InMemoryCache() });
    await model.invoke("one");
    const { generations } = await model.generate(["one", "two"]);
    expect(generations.map(([generation]) => generation?.text)).toEqual(["a", "b"]);
    expect(model.responses).toEqual([]);
  });
});

describe("a cache in memory", () => {
  it("may be given its map, and another way to make keys", async () => {
    const map = new Map<string, Generation[]>();
    const cache = new InMemoryCache(map);
    cache.makeDefaultKeyEncoder((...texts) => texts.join("|"));
    await cache.update("prompt", "key", [{ text: "a" }]);
    expect([...map]).toEqual([["prompt|key", [{ text: "a" }]]]);
    expect(await cache.lookup("prompt", "key")).toEqual([{ text: "a" }]);
    expect(await cache.lookup("prompt", "other")).toBeNull();
  });
});
