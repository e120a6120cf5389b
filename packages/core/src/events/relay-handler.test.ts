import { describe, expect, it } from "vitest";
import { HandlerAbort } from "../exports/errors.js";
import {
  configure,
  explainCallbacks,
  flush,
  run,
  runStream,
  type EarshotEvent,
  type Handler,
} from "../exports/events.js";
import { relayHandler, type RelayedEvent } from "../exports/events/relay.js";
import { RunnableLambda } from "../exports/runnables.js";
import { BaseTracer } from "../exports/tracers/base.js";

const chain = { kind: "chain", name: "greet", start: { inputs: "world" } } as const;
const passing = (handler: Handler) => relayHandler(handler, { hears: () => true });

/** The same tree for each handler: a chain with a tool that streams, and an event in between. */
async function tree(callbacks: readonly Handler[]): Promise<void> {
  await run(
    chain,
    async (handle) => {
      await handle.custom("mine", 1);
      const tool = { kind: "tool", name: "add", start: { args: {}, input: "", toolCallId: "c" } } as const;
      const body = async function* () {
        yield 1;
        yield 2;
      };
      for await (const _ of runStream(tool, body, { ...handle.config, tags: ["inner"] }));
      return 2;
    },
    { callbacks, runId: "root" },
  );
}

describe("a relay that lets everything through", () => {
  it("changes nothing for a typed handler", async () => {
    const plain: EarshotEvent[] = [];
    const relayed: EarshotEvent[] = [];
    await tree([
      { onEvent: (event) => void plain.push(event) },
      passing({ onEvent: (event) => void relayed.push(event) }),
    ]);
    expect(plain).toHaveLength(7);
    expect(relayed).toEqual(plain);
    expect(relayed[0]).toBe(plain[0]);
  });

  it("changes nothing for LangChain's methods", async () => {
    const calls: unknown[][] = [];
    const recorder = (name: string): Handler =>
      Object.fromEntries(
        [
          "handleChainStart",
          "handleChainEnd",
          "handleToolStart",
          "handleToolEvent",
          "handleToolEnd",
          "handleCustomEvent",
        ].map((method) => [method, (...values: unknown[]) => void calls.push([name, method, ...values])]),
      );
    await tree([recorder("handler"), passing(recorder("handler"))]);
    expect(calls).toHaveLength(14);
    const [first, second] = [calls.filter((_, index) => index % 2 === 0), calls.filter((_, index) => index % 2 === 1)];
    expect(second).toEqual(first);
  });

  it("keeps `this`, `on`, the name, and what is heard", async () => {
    const handler = {
      name: "mine",
      heard: 0,
      on: { "tool.end": () => undefined },
      handleChainStart() {
        this.heard++;
      },
    };
    const relayed = passing(handler);
    expect(
      explainCallbacks(
        RunnableLambda.from(() => 1),
        { callbacks: [relayed] },
      )[0]?.name,
    ).toBe("mine");
    await tree([relayed]);
    expect(handler.heard).toBe(1);
  });

  it("keeps a guard a guard, and LangChain's `raiseError` the handler's own error", async () => {
    const guard = passing({ policy: "guard", on: { "chain.start": () => Promise.reject(new Error("no")) } });
    await expect(tree([guard])).rejects.toThrow(HandlerAbort);
    const raising = passing({
      raiseError: true,
      handleChainStart: () => {
        throw new RangeError("own");
      },
    });
    await expect(tree([raising])).rejects.toThrow(new RangeError("own"));
  });

  it("keeps a handler waited for, and isolated", async () => {
    const order: string[] = [];
    const payload = { deep: { n: 1 } };
    const slow: Handler = {
      awaitHandlers: true,
      isolate: true,
      on: {
        "chain.start": async ({ inputs }) => {
          (inputs as typeof payload).deep.n = 2;
          await new Promise((resolve) => setTimeout(resolve, 5));
          order.push("heard");
        },
      },
    };
    await run({ ...chain, start: { inputs: payload } }, () => order.push("body"), { callbacks: [passing(slow)] });
    expect([order, payload]).toEqual([["heard", "body"], { deep: { n: 1 } }]);
  });

  it("reports failures under the handler's name, and they are counted", async () => {
    const failures: string[] = [];
    const restore = configure({
      onHandlerError: (_, failure) => failures.push(`${failure.handlerName} ${failure.eventType}`),
    });
    const before = await flush();
    const failing = { name: "broken", on: { "chain.end": () => Promise.reject(new Error("no")) } };
    await tree([passing(failing)]);
    const after = await flush();
    restore();
    expect(failures).toEqual(["broken chain.end"]);
    expect(after.failed - before.failed).toBe(1);
  });

  it("keeps a tracer's tree whole", async () => {
    const roots: string[] = [];
    class Tracer extends BaseTracer {
      name = "tracer";
      protected override async persistRun(root: {
        name: string;
        child_runs: readonly { name: string }[];
      }): Promise<void> {
        roots.push(`${root.name}: ${root.child_runs.map(({ name }) => name).join()}`);
      }
    }
    await tree([passing(new Tracer())]);
    await tree([relayHandler(new Tracer(), { onEvent: (event) => event.tell() })]);
    await flush();
    expect(roots).toEqual(["greet: add", "greet: add"]);
  });
});

describe("a relay that chooses", () => {
  it("by facts of the run", async () => {
    const heard: string[] = [];
    const inner = { onEvent: ({ type }: EarshotEvent) => void heard.push(type) };
    await tree([relayHandler(inner, { hears: ({ run }) => run.tags.includes("inner") })]);
    expect(heard).toEqual(["tool.start", "tool.delta", "tool.delta", "tool.end"]);
  });

  it("leaves other types unheard, and so free", async () => {
    let asked = 0;
    const heard: string[] = [];
    const inner = { onEvent: ({ type }: EarshotEvent) => void heard.push(type) };
    const before = (await flush()).delivered;
    await tree([relayHandler(inner, { types: ["chain.end"], hears: () => ++asked > 0 })]);
    expect([heard, asked, (await flush()).delivered - before]).toEqual([["chain.end"], 1, 1]);
  });

  it("puts `wrap` around the runs it chooses", async () => {
    const wrapped: string[] = [];
    const inner: Handler = {
      wrap: (facts, next) => {
        wrapped.push(facts.name);
        return next();
      },
    };
    await tree([relayHandler(inner, { wraps: ({ name }) => name === "greet" })]);
    expect(wrapped).toEqual(["greet"]);
  });
});

describe("a relay that takes over", () => {
  it("gets every event, and tells later what it kept, as it was", async () => {
    const kept: RelayedEvent[] = [];
    const heard: unknown[] = [];
    const inner: Handler = { handleToolEnd: (output: unknown, runId: string) => void heard.push(output, runId.length) };
    await tree([relayHandler(inner, { onEvent: (event) => void kept.push(event) })]);
    expect(kept.map(({ type }) => type)).toHaveLength(7);
    expect(heard).toEqual([]);
    const times = kept.map(({ event }) => event.time);
    for (const event of kept) event.tell();
    expect(heard).toEqual([[1, 2], 36]);
    expect(times.every((time) => Math.abs(time - Date.now()) < 10_000)).toBe(true);
  });
});
