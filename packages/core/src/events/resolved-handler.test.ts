import { EventEmitter } from "node:events";
import { BaseCallbackHandler as ForeignBaseHandler } from "@langchain/core/callbacks/base";
import { BaseTracer as ForeignTracer } from "@langchain/core/tracers/base";
import { describe, expect, it } from "vitest";
import { recordingHandler } from "@earshot/testing";
import { chainNamed, startOptions } from "../../tests/support/start-options.js";
import { wait } from "../../tests/support/wait.js";
import { defineHandler, flush, run, type Handler } from "../exports/events.js";

async function heardBy(handler: Handler): Promise<void> {
  await run(startOptions.chain, () => ({ answer: 1 }), { callbacks: [handler] });
}

describe("a LangChain-method handler may be", () => {
  const calls: string[] = [];
  class Instance {
    name = "instance";
    handleChainStart(): void {
      calls.push(`${this.name} start`);
    }
    handleChainEnd(): void {
      calls.push(`${this.name} end`);
    }
  }
  class Subclass extends Instance {
    override name = "subclass";
    override handleChainEnd(): void {
      calls.push("own end");
    }
  }
  class Foreign extends ForeignBaseHandler {
    name = "foreign";
    override handleChainStart(): void {
      calls.push(`${this.name} start`);
    }
  }
  class Emitter extends EventEmitter {
    name = "emitter";
    handleChainStart(): void {
      calls.push(`${this.name} start`);
    }
  }
  const parent = {
    name: "prototype",
    handleChainStart(): void {
      calls.push(`${this.name} start`);
    },
  };
  it.each<[string, Handler, string[]]>([
    ["a plain object", { handleChainStart: () => void calls.push("plain start") }, ["plain start"]],
    ["an instance, called with its own this", new Instance(), ["instance start", "instance end"]],
    ["an instance of a subclass", new Subclass(), ["subclass start", "own end"]],
    ["an object whose methods are on its prototype", Object.create(parent) as Handler, ["prototype start"]],
    ["a subclass of LangChain's own base class", new Foreign() as unknown as Handler, ["foreign start"]],
    ["an event emitter, whose `on` is another thing", new Emitter() as unknown as Handler, ["emitter start"]],
    ["an object that hears nothing", { name: "deaf" }, []],
  ])("%s", async (_, handler, expected) => {
    calls.length = 0;
    await heardBy(handler);
    expect(calls).toEqual(expected);
  });
});

describe("a typed handler", () => {
  it("hears one type through `on`, everything through `onEvent`, `on` first", async () => {
    const heard: string[] = [];
    await heardBy(
      defineHandler({
        on: { "chain.end": (event) => void heard.push(`on ${event.type}`) },
        onEvent: (event) => void heard.push(`onEvent ${event.type}`),
      }),
    );
    expect(heard).toEqual(["onEvent chain.start", "on chain.end", "onEvent chain.end"]);
  });

  it("has its asynchronous `on` waited for before its `onEvent` hears the same event", async () => {
    const heard: string[] = [];
    await heardBy({
      awaitHandlers: true,
      on: {
        "chain.start": async () => {
          await wait(2);
          heard.push("on");
        },
      },
      onEvent: (event) => void heard.push(event.type),
    });
    expect(heard).toEqual(["on", "chain.start", "chain.end"]);
  });

  it("is called with its own `this`", async () => {
    const counter = {
      count: 0,
      onEvent(this: { count: number }) {
        this.count++;
      },
    };
    await heardBy(counter as Handler);
    expect(counter.count).toBe(2);
  });
});

describe("a tracer", () => {
  it("has its run created at the event itself, before and whatever its handle…Start does", async () => {
    const order: string[] = [];
    const tracer = {
      name: "tracer",
      _addRunToRunMap: () => undefined,
      _createRunForChainStart: (...values: unknown[]) => void order.push(`create ${String(values[2])}`),
      _createRunForChatModelStart: (...values: unknown[]) => void order.push(`create ${String(values[2])}`),
      handleChainStart: async (...values: unknown[]) => {
        await wait(5);
        order.push(`start ${String(values[2])}`);
      },
      handleChatModelStart: async (...values: unknown[]) => {
        await wait(1);
        order.push(`start ${String(values[2])}`);
      },
    };
    await run(
      startOptions.chain,
      (handle) => run(startOptions.chat_model, () => ({ generations: [[]] }), { ...handle.config, runId: "b" }),
      {
        callbacks: [tracer],
        runId: "a",
      },
    );
    expect(order).toEqual(["create a", "create b"]);
    await flush();
    expect(order).toEqual(["create a", "create b", "start a", "start b"]);
  });

  it("of LangChain builds the tree of the runs it hears", async () => {
    const roots: { name: string; child_runs: { name: string; outputs?: unknown }[] }[] = [];
    class Collector extends ForeignTracer {
      name = "collector";
      protected async persistRun(root: never): Promise<void> {
        roots.push(root);
      }
    }
    const tracer = new Collector();
    await run(
      { ...chainNamed("outer"), runName: "outer" },
      (handle) => run({ ...startOptions.tool, runName: "inner" }, () => "out", handle.config),
      {
        callbacks: [tracer as unknown as Handler],
      },
    );
    await flush();
    expect(roots.map(({ name, child_runs }) => [name, child_runs.map((child) => child.name)])).toEqual([
      ["outer", ["inner"]],
    ]);
    expect(roots[0]?.child_runs[0]?.outputs).toEqual({ output: "out" });
    expect((tracer as unknown as { runMap: Map<string, unknown> }).runMap.size).toBe(0);
  });
});

describe("the same handler", () => {
  it("reached by several ways hears each event once", async () => {
    const recording = recordingHandler();
    await run(
      { ...startOptions.chain, callbacks: [recording] },
      (handle) =>
        run({ ...startOptions.tool, callbacks: [recording] }, () => 1, { ...handle.config, callbacks: [recording] }),
      { callbacks: [recording, recording] },
    );
    expect(recording.summary()).toEqual(["chain.start", "tool.start", "tool.end ok", "chain.end ok"]);
  });

  it("is the one with the same `key`: the first attached hears", async () => {
    const heard: string[] = [];
    const keyed = (name: string): Handler => ({
      name,
      key: "one",
      onEvent: (event) => void heard.push(`${name} ${event.type}`),
    });
    await run(startOptions.chain, () => 1, { callbacks: [keyed("first"), keyed("second")] });
    expect(heard).toEqual(["first chain.start", "first chain.end"]);
  });

  it("is not another one that looks the same", async () => {
    const [first, second] = [recordingHandler(), recordingHandler()];
    await run(startOptions.chain, () => 1, { callbacks: [first, second] });
    expect(second.summary()).toEqual(first.summary());
    expect(first.events).toHaveLength(2);
  });
});

describe("attached to an object", () => {
  it("hears that object's own runs and nothing below", async () => {
    const [own, all] = [recordingHandler(), recordingHandler()];
    await run(
      { ...chainNamed("outer"), callbacks: [own] },
      (handle) => run(chainNamed("inner"), () => 1, handle.config),
      { callbacks: [all] },
    );
    expect(own.events.map(({ name }) => name)).toEqual(["outer", "outer"]);
    expect(all.events.map(({ name }) => name)).toEqual(["outer", "inner", "inner", "outer"]);
  });
});
