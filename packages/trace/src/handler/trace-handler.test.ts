import { configure, defineHandler, type EarshotEvent, flush, run } from "@earshot/core/events";
import { AIMessage, HumanMessage } from "@earshot/core/messages";
import { createRedactor } from "@earshot/core/redaction";
import { RunnableLambda } from "@earshot/core/runnables";
import { scriptedChatModel } from "@earshot/testing";
import { afterEach, describe, expect, it } from "vitest";
import { ListStore } from "../../tests/support/list-store.js";
import { recordOfDraft } from "../reducer/record-of-draft.js";
import { reduceEvents } from "../reducer/reduce-events.js";
import { traceTree } from "../reducer/trace-tree.js";
import { traceHandler } from "./trace-handler.js";
import { TraceWriteError } from "./trace-write-error.js";

const undo: (() => void)[] = [];
afterEach(() => {
  for (const each of undo.splice(0)) each();
});

const broken = (): Promise<never> => Promise.reject(new Error("disk full"));
const words = (count: number): string[] => Array.from({ length: count }, (_, index) => `w${index} `);

describe("traceHandler", () => {
  it("writes every event of a run, in order, once, and a tree comes out again", async () => {
    const list = new ListStore();
    await using trace = traceHandler({ store: list.store, price: () => ({ amount: "0.25" }) });
    const heard: EarshotEvent[] = [];
    const also = defineHandler({ onEvent: (event: EarshotEvent) => void heard.push(event) });
    const usage = { input_tokens: 3, output_tokens: 500, total_tokens: 503 };
    const model = scriptedChatModel([{ text: words(500), usage }]);
    const chain = RunnableLambda.from(async (question: string, config) => {
      let text = "";
      for await (const chunk of await model.stream([new HumanMessage(question)], config)) text += chunk.text;
      return text;
    });
    await chain.invoke("count", { callbacks: [trace, also] });
    await trace.flush();
    expect(list.events.map(({ type, seq }) => [type, seq])).toEqual(heard.map(({ type, seq }) => [type, seq]));
    expect(Math.max(...list.batches)).toBeLessThanOrEqual(200);
    expect(trace.counts).toEqual({ written: heard.length, pending: 0, dropped: 0 });
    const [top] = traceTree([...reduceEvents(new Map(), list.events).values()].map(recordOfDraft));
    expect(top?.run).toMatchObject({
      status: "ok",
      inputPreview: "count",
      totals: { runs: 2, cost: "0.25", usage: { outputTokens: 500 } },
    });
  });

  it("has what core's flush waited for in the store, without being asked itself", async () => {
    const list = new ListStore();
    const trace = traceHandler({ store: async () => list.store });
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => RunnableLambda.from(() => n).invoke("", { callbacks: [trace] })),
    );
    // What it answers is of the whole process, handlers elsewhere included.
    await flush();
    expect(list.events).toHaveLength(200);
    expect(trace.counts).toEqual({ written: 200, pending: 0, dropped: 0 });
    expect(list.batches.length).toBeLessThan(10);
    await trace.close();
  });

  it("writes while a run goes on, after 50 ms at the latest", async () => {
    const list = new ListStore();
    await using trace = traceHandler({ store: list.store });
    let seen: readonly string[] = [];
    await run(
      { kind: "chain", name: "slow", start: { inputs: 1 } },
      async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        seen = list.events.map(({ type }) => type);
      },
      { callbacks: [trace] },
    );
    expect(seen).toEqual(["chain.start"]);
  });

  it("shows what was said when it was said", async () => {
    const list = new ListStore();
    await using trace = traceHandler({ store: list.store });
    const messages = [new HumanMessage("one")];
    await run(
      { kind: "chain", name: "c", start: { inputs: messages } },
      () => void messages.push(new HumanMessage("two")),
      { callbacks: [trace] },
    );
    await trace.flush();
    expect(list.events[0]?.payload).not.toContain("two");
  });

  it("prices a call by the model that was asked, if the answer names none", async () => {
    const list = new ListStore();
    await using trace = traceHandler({
      store: list.store,
      price: ({ models }) => ({ amount: models.join() === "m-1" ? "1" : "2" }),
    });
    const start = { messages: [], invocationParams: { model: "m-1" }, options: {} };
    await run(
      { kind: "chat_model", name: "m", start },
      (handle) => {
        handle.usage = { source: "provider", input_tokens: 1, output_tokens: 1, total_tokens: 2 };
        return { generations: [[{ text: "a", message: new AIMessage("a") }]] };
      },
      { callbacks: [trace] },
    );
    await trace.flush();
    expect(list.events.at(-1)?.cost).toEqual({ amount: "1" });
  });

  it("sees what redaction left, in every field", async () => {
    const hide = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null).replaceAll("hunter2", "***"));
    const redactor = createRedactor({
      redact: hide,
      startText: () => ({ push: (text) => hide(text) as string, flush: () => "", isHolding: false }),
    });
    undo.push(configure({ redactor }));
    const list = new ListStore();
    await using trace = traceHandler({ store: list.store });
    const chain = RunnableLambda.from(async (input: string, config) => {
      for await (const _ of await scriptedChatModel(["is hunter2 ok"]).stream(input, config));
      throw new Error("no hunter2");
    });
    await chain
      .invoke("hunter2", { callbacks: [trace], metadata: { key: "hunter2" }, tags: ["hunter2"] })
      .catch(() => undefined);
    await trace.flush();
    expect(list.events.length).toBeGreaterThan(5);
    expect(JSON.stringify(list.events)).not.toContain("hunter2");
    expect(JSON.stringify(list.events)).toContain("***");
  });
});

describe("a store that fails", () => {
  it("is told of, and has everything once it works again", async () => {
    const reports: unknown[] = [];
    undo.push(configure({ onHandlerError: (error) => void reports.push(error) }));
    const list = new ListStore();
    const trace = traceHandler({ store: list.store });
    list.fails = [broken];
    await RunnableLambda.from(() => 1).invoke("", { callbacks: [trace] });
    await flush();
    expect(reports).toEqual([expect.objectContaining({ code: "TRACE_WRITE", pending: 2, dropped: 0 })]);
    expect(String(reports[0])).toContain("disk full");
    expect(list.events).toEqual([]);
    await trace.flush();
    expect(list.events).toHaveLength(2);
    await trace.close();
  });

  it("is tried again by itself", async () => {
    const list = new ListStore();
    const trace = traceHandler({ store: list.store });
    list.fails = [broken];
    await RunnableLambda.from(() => 1).invoke("", { callbacks: [trace] });
    await expect.poll(() => list.events.length, { timeout: 5000 }).toBe(2);
    await trace.close();
  });

  it("costs what has no room, chunks first, each counted and told", async () => {
    const reports: unknown[] = [];
    undo.push(configure({ onHandlerError: (error) => void reports.push(error) }));
    const list = new ListStore();
    list.fails = Array.from({ length: 1000 }, () => broken);
    const trace = traceHandler({ store: list.store, maxBufferedEvents: 20, maxBatchEvents: 5 });
    const model = scriptedChatModel([{ text: words(100) }]);
    for await (const _ of await model.stream("go", { callbacks: [trace] }));
    await flush();
    const { pending, dropped } = trace.counts;
    expect([pending, dropped]).toEqual([11, 91]);
    expect(reports).toHaveLength(dropped + 1); // the last word's own
    list.fails = [];
    await trace.close();
    expect(list.events.map(({ type }) => type)).toEqual([
      "chat_model.start",
      ...Array.from({ length: 9 }, () => "chat_model.delta"),
      "chat_model.end",
    ]);
  });

  it("costs what is left when the handler is closed, counted and told", async () => {
    const list = new ListStore();
    list.fails = [broken, broken, broken];
    const trace = traceHandler({ store: list.store });
    await RunnableLambda.from(() => 1).invoke("", { callbacks: [trace] });
    const error = await trace.close().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TraceWriteError);
    expect(error).toMatchObject({ pending: 0, dropped: 2 });
    expect(trace.counts).toEqual({ written: 0, pending: 0, dropped: 2 });
    expect(String(error)).toMatch(/: disk full\. 2 were dropped\. Mend the store\.$/u);
    const reports: unknown[] = [];
    undo.push(configure({ onHandlerError: (thrown) => void reports.push(thrown) }));
    await RunnableLambda.from(() => 1).invoke("", { callbacks: [trace] });
    await flush();
    // The store is as it should be, and no buffer too small.
    expect(String(reports[0])).toMatch(/The handler is closed\. 3 were dropped\. Close it after the last run/u);
  });

  it("may be one that could not be opened", async () => {
    const list = new ListStore();
    let attempts = 0;
    const open = () => (++attempts === 1 ? broken() : list.store);
    const trace = traceHandler({ store: open });
    await RunnableLambda.from(() => 1).invoke("", { callbacks: [trace] });
    await expect(trace.flush()).rejects.toThrow("disk full");
    await trace.close();
    expect(list.events).toHaveLength(2);
  });
});

it("watches the process no more once it is closed, whatever it is told after", async () => {
  const before = process.listenerCount("exit");
  const trace = traceHandler({ store: new ListStore().store });
  await trace.close();
  undo.push(configure({ onHandlerError: () => undefined }));
  await RunnableLambda.from(() => 1).invoke("", { callbacks: [trace] });
  expect([process.listenerCount("exit"), trace.counts.dropped]).toEqual([before, 2]);
});

it("refuses an option that there is not", () => {
  const { store } = new ListStore();
  expect(() => traceHandler({ store, maxDelay: 1 } as never)).toThrow(/maxDelay/);
  // Nothing would ever be written, and it would be tried for ever.
  expect(() => traceHandler({ store, maxBatchEvents: 0 })).toThrow("Give a whole number of 1 or more");
  expect(() => traceHandler({} as never)).toThrow(/`store` of traceHandler/);
});
