import { recordingHandler } from "@earshot/testing";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { ScriptedChatModel } from "../../tests/support/scripted-chat-model.js";
import { createGate } from "../../tests/support/create-gate.js";
import { configure, run } from "../exports/events.js";
import { StringOutputParser } from "../exports/output_parsers.js";
import { ChatPromptTemplate } from "../exports/prompts.js";
import { createRedactor } from "../exports/redaction.js";
import { RunnableLambda, type StreamEvent } from "../exports/runnables.js";
import { StreamEventsVersionError } from "./stream-events-version-error.js";

const v2 = { version: "v2" } as const;

const answers = (chunks: number, script: { failsAt?: number; hangsAt?: number } = {}) =>
  new ScriptedChatModel({ part: "model", streams: true, chunks, heeds: true, ...script } as never);

const chainOf = (model: ScriptedChatModel) =>
  ChatPromptTemplate.fromTemplate("say {what}").pipe(model).pipe(new StringOutputParser());

async function read(stream: AsyncIterable<StreamEvent>): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

const names = (events: readonly StreamEvent[]) => events.map(({ event }) => event);

describe("streamEvents", () => {
  it("yields what happens, as it happens", async () => {
    const gate = createGate();
    const lambda = RunnableLambda.from(async (input: string) => {
      await gate.opened;
      return input;
    });
    const events = lambda.streamEvents("in", v2)[Symbol.asyncIterator]();
    expect((await events.next()).value).toMatchObject({ event: "on_chain_start", data: { input: "in" } });
    gate.open();
    expect((await events.next()).value).toMatchObject({ event: "on_chain_stream", data: { chunk: "in" } });
    expect((await events.next()).value).toMatchObject({ event: "on_chain_end", data: { output: "in" } });
    expect(await events.next()).toEqual({ value: undefined, done: true });
    expect(await events.next()).toEqual({ value: undefined, done: true });
  });

  it("runs nothing before the first pull, and no faster than it is pulled", async () => {
    let made = 0;
    const numbers = RunnableLambda.from(async function* (count: number) {
      while (made < count) yield made++;
    });
    const events = numbers.streamEvents(100, v2)[Symbol.asyncIterator]();
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBe(0);
    for (let taken = 0; taken < 4; taken++) await events.next(); // the start and three chunks
    await new Promise((resolve) => setImmediate(resolve));
    expect(made).toBe(3);
    await events.return(undefined);
  });

  it("answers several pulls at once, each with an event of its own", async () => {
    const stream = RunnableLambda.from((input: number) => input).streamEvents(1, v2);
    const events = stream[Symbol.asyncIterator]();
    const pulled = await Promise.all(Array.from({ length: 5 }, () => events.next()));
    expect(pulled.map(({ value }) => value?.event)).toEqual([
      "on_chain_start",
      "on_chain_stream",
      "on_chain_end",
      undefined,
      undefined,
    ]);
  });

  it("can be read as the ReadableStream that it is", async () => {
    const reader = RunnableLambda.from((input: number) => input)
      .streamEvents(1, v2)
      .getReader();
    const kinds: unknown[] = [];
    for (let pulled = await reader.read(); !pulled.done; pulled = await reader.read()) kinds.push(pulled.value.event);
    expect(kinds).toEqual(["on_chain_start", "on_chain_stream", "on_chain_end"]);
  });

  it("says where each run belongs, from the one that is streamed on", async () => {
    const inner = RunnableLambda.from((input: number) => input).withConfig({ runName: "inner" });
    const middle = RunnableLambda.from((input: number, config) => inner.invoke(input, config));
    const outer = RunnableLambda.from((input: number, config) => middle.invoke(input, config));
    const events = await run({ kind: "chain", name: "around", start: { inputs: {} } }, ({ config }) =>
      read(outer.streamEvents(1, { ...config, ...v2 })),
    );
    const [root, below, deepest] = events.filter(({ event }) => event === "on_chain_start");
    expect(root?.parent_ids).toEqual([]);
    expect(below?.parent_ids).toEqual([root?.run_id]);
    expect(deepest).toMatchObject({ name: "inner", parent_ids: [root?.run_id, below?.run_id] });
  });

  it("belongs to the run whose config it is given", async () => {
    const recording = recordingHandler();
    await run(
      { kind: "chain", name: "around", start: { inputs: {} } },
      ({ config }) => read(RunnableLambda.from((n: number) => n).streamEvents(1, { ...config, ...v2 })),
      { callbacks: [recording] },
    );
    const [around, streamed] = recording.ofType("chain.start");
    expect(streamed?.parentRunId).toBe(around?.runId);
  });

  it("changes nothing for other handlers but that models stream", async () => {
    const heard = async (observed: boolean) => {
      const recording = recordingHandler();
      const chain = chainOf(answers(3));
      const config = { callbacks: [recording] };
      if (observed) await read(chain.streamEvents({ what: "it" }, { ...config, ...v2 }));
      else for await (const _ of await chain.stream({ what: "it" }, config));
      return recording.summary();
    };
    expect(await heard(true)).toEqual(await heard(false));
  });

  it("tells a custom event with its run, its parents and its data", async () => {
    const child = RunnableLambda.from(async (input: number, config) => {
      const { dispatchCustomEvent } = await import("../exports/callbacks/dispatch/web.js");
      await dispatchCustomEvent("progress", { percent: 50 }, config);
      return input;
    });
    const events = await read(
      RunnableLambda.from((input: number, config) => child.invoke(input, config)).streamEvents(1, v2),
    );
    const [root, start] = events;
    expect(events.find(({ event }) => event === "on_custom_event")).toMatchObject({
      name: "progress",
      data: { percent: 50 },
      run_id: start?.run_id,
      parent_ids: [root?.run_id],
    });
  });

  it("refuses any other version at the call", () => {
    const lambda = RunnableLambda.from((input: number) => input);
    for (const version of ["v1", "v3", null])
      expect(() => lambda.streamEvents(1, { version } as never)).toThrow(StreamEventsVersionError);
  });

  it("refuses a filter that is a text in place of a list", () => {
    const lambda = RunnableLambda.from((input: number) => input);
    for (const key of ["includeTypes", "excludeNames"])
      expect(() => lambda.streamEvents(1, v2, { [key]: "llm" })).toThrow(
        `\`${key}\` of streamEvents can't be "llm". Give a list of texts.`,
      );
  });

  it("encodes the events for an HTTP answer", async () => {
    const stream = RunnableLambda.from((input: number) => input).streamEvents(
      1,
      { ...v2, encoding: "text/event-stream" },
      { includeTypes: ["tool"] },
    );
    expect(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).text()).toBe("event: end\n\n");
  });
});

describe("a stream of events ends", () => {
  it("with the run's error, once its events were yielded", async () => {
    const events: StreamEvent[] = [];
    const failing = chainOf(answers(3, { failsAt: 1 })).streamEvents({ what: "it" }, v2);
    const reading = (async () => {
      for await (const event of failing) events.push(event);
    })();
    await expect(reading).rejects.toThrow("provider fails at 1");
    expect(names(events).slice(-3)).toEqual(["on_chat_model_error", "on_parser_error", "on_chain_error"]);
    expect(await failing[Symbol.asyncIterator]().next()).toEqual({ value: undefined, done: true });
  });

  it("with the error of a stream that can't be opened", async () => {
    const missing = ChatPromptTemplate.fromTemplate("{missing}")
      .pipe(answers(1))
      .streamEvents({} as never, v2);
    await expect(read(missing)).rejects.toThrow("missing");
  });

  it("when its consumer leaves, at any event: every run ends as cancelled, nothing failed, the source is closed", async () => {
    for (let taken = 1; taken <= 8; taken++) {
      const recording = recordingHandler();
      const model = answers(10);
      let left = 0;
      for await (const _ of chainOf(model).streamEvents({ what: "it" }, { ...v2, callbacks: [recording] }))
        if (++left === taken) break;
      await new Promise((resolve) => setImmediate(resolve));
      const starts = recording.events.filter(({ type }) => type.endsWith(".start"));
      const ends = recording.events.filter(({ type }) => type.endsWith(".end"));
      expect(ends).toHaveLength(starts.length);
      expect(ends.at(-1)).toMatchObject({ status: "cancelled", runId: starts[0]?.runId });
      expect(ends.every((end) => !("error" in end) || end.error === undefined)).toBe(true);
      expect(model.open).toBe(0);
    }
  });

  it("when its consumer leaves while an invoke below hangs", async () => {
    const recording = recordingHandler();
    const model = answers(2, { hangsAt: 1 });
    const chain = RunnableLambda.from((input: string, config) => model.invoke(input, config));
    for await (const { event } of chain.streamEvents("in", { ...v2, callbacks: [recording] }))
      if (event === "on_chat_model_stream") break;
    expect(recording.summary().slice(-2)).toEqual(["chat_model.end cancelled", "chain.end cancelled"]);
  });

  it("when its signal is aborted, with that reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const model = answers(3, { hangsAt: 1 });
    const events: StreamEvent[] = [];
    const reading = (async () => {
      for await (const event of chainOf(model).streamEvents({ what: "it" }, { ...v2, signal: controller.signal })) {
        events.push(event);
        if (event.event === "on_chain_stream") controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(names(events).slice(-3)).toEqual(["on_chat_model_error", "on_parser_error", "on_chain_error"]);
    expect(model.open).toBe(0);
  });

  it("when it is left before it was pulled, and nothing ran", async () => {
    const recording = recordingHandler();
    const stream = chainOf(answers(1)).streamEvents({ what: "it" }, { ...v2, callbacks: [recording] });
    await stream.cancel();
    expect(await stream[Symbol.asyncIterator]().next()).toEqual({ value: undefined, done: true });
    expect(recording.events).toEqual([]);
  });

  it("with what its consumer throws into it", async () => {
    const own = new Error("mine");
    const events = chainOf(answers(1)).streamEvents({ what: "it" }, v2)[Symbol.asyncIterator]();
    await events.next();
    await expect(events.throw(own)).rejects.toBe(own);
  });
});

describe("with a redactor", () => {
  let restore = (): void => undefined;
  afterEach(() => restore());

  it("tells what handlers may see, chunks of chains included", async () => {
    const hide = (value: unknown): unknown => {
      if (typeof value === "string") return value.replaceAll("012", "***");
      if (typeof value !== "object" || value === null) return value;
      return Array.isArray(value)
        ? value.map(hide)
        : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, hide(entry)]));
    };
    const redactor = createRedactor({
      redact: hide,
      startText: () => {
        let held = "";
        return { push: (text) => ((held += text), ""), flush: () => hide(held) as string };
      },
    });
    restore = configure({ redactor });
    onTestFinished(() => restore());
    const events = await read(
      chainOf(answers(4))
        .pipe((text: string) => ({ text }))
        .streamEvents({ what: "it" }, v2),
    );
    const told = (name: string) => events.filter(({ event }) => event === name).map(({ data }) => data);
    expect(told("on_parser_stream").map((data) => (data as { chunk: unknown }).chunk)).toEqual(["", "", "", "***3"]);
    expect(told("on_chain_stream").at(-1)).toEqual({ chunk: { text: "***3" } });
    const anId = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gu; // ids have digits of their own, at times these
    expect(JSON.stringify(events).replaceAll(anId, "")).not.toContain("012");
  });
});
