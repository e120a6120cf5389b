import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { EventOf } from "../exports/events.js";
import { RunnableLambda, type RunnableConfig } from "../exports/runnables.js";
import { tool, type ToolRunnableConfig } from "../exports/tools.js";
import { add, callOf, schema } from "../../tests/support/add-tool.js";

function record() {
  const recording = recordingHandler();
  return { recording, config: { callbacks: [recording] } };
}

describe("every way out of a tool", () => {
  const never = tool(() => new Promise<never>(() => {}), { name: "never", schema: z.object({}) });

  it("is an end: throws", async () => {
    const { recording, config } = record();
    const failing = tool(
      () => {
        throw new TypeError("no");
      },
      { name: "failing", schema: z.object({}) },
    );
    await expect(failing.invoke({}, config)).rejects.toThrow(TypeError);
    await expect(failing.stream({}, config)).rejects.toThrow(TypeError);
    expect(recording.summary()).toEqual(["tool.start", "tool.end error", "tool.start", "tool.end error"]);
  });

  it("is an end: aborted, while it works or before", async () => {
    const { recording, config } = record();
    const working = never.invoke({}, { ...config, signal: AbortSignal.timeout(5) });
    await expect(working).rejects.toMatchObject({ name: "TimeoutError" });
    await expect(never.invoke({}, { ...config, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    await expect(never.invoke({}, { ...config, timeout: 5 })).rejects.toMatchObject({ name: "TimeoutError" });
    expect(recording.ofType("tool.end").map(({ status }) => status)).toEqual(["cancelled", "cancelled", "cancelled"]);
  });

  it("is an end: aborted while its schema takes its time", async () => {
    const { recording, config } = record();
    const slow = z.object({}).refine(() => new Promise<boolean>(() => {}));
    const waiting = tool(() => 1, { name: "t", schema: slow });
    await expect(waiting.invoke({}, { ...config, timeout: 5 })).rejects.toMatchObject({ name: "TimeoutError" });
    expect(recording.events).toEqual([]); // it never started
  });

  it("is an end: a guard objects to the start", async () => {
    const { recording, config } = record();
    const body = vi.fn<() => number>(() => 1);
    const guard = {
      raiseError: true,
      handleToolStart() {
        throw new Error("not today");
      },
    };
    const guarded = tool(body, { name: "t", schema: z.object({}) });
    await expect(guarded.invoke({}, { callbacks: [...config.callbacks, guard] })).rejects.toThrow("not today");
    expect(body).not.toHaveBeenCalled();
    expect(recording.summary()).toEqual(["tool.start", "tool.end error"]);
  });

  it("is an end: the consumer of its stream leaves", async () => {
    const { recording, config } = record();
    for await (const output of await add.stream({ a: 1 }, config)) {
      expect(output).toBe(3);
      break;
    }
    expect(recording.summary()).toEqual(["tool.start", "tool.end ok"]);
  });

  it("tells its function by the signal", async () => {
    const aborted = vi.fn<() => void>();
    const listening = tool((_, { signal }) => new Promise<never>(() => signal?.addEventListener("abort", aborted)), {
      name: "t",
      schema: z.object({}),
    });
    await expect(listening.invoke({}, { timeout: 5 })).rejects.toMatchObject({ name: "TimeoutError" });
    expect(aborted).toHaveBeenCalledOnce();
  });
});

describe("what a tool's function is handed", () => {
  it("makes what it invokes a child of the tool's run", async () => {
    const { recording, config } = record();
    const double = RunnableLambda.from((n: number) => n * 2);
    const outer = tool(({ a }, its: RunnableConfig) => double.invoke(a, its), { name: "outer", schema });
    expect(await outer.invoke({ a: 2 }, { ...config, tags: ["tag"] })).toBe(4);
    const [start] = recording.ofType("tool.start");
    expect(recording.ofType("chain.start")[0]).toMatchObject({ parentRunId: start?.runId, tags: ["tag"] });
    assertWellFormed(recording.events);
  });

  it("has the call that it answers, and never one from above", async () => {
    const seen: unknown[] = [];
    const note = (config: ToolRunnableConfig) => seen.push(config.toolCall);
    const below = tool(
      ({ a }, config) => {
        note(config);
        return a;
      },
      { name: "below", schema },
    );
    const outer = tool(
      async ({ a }, config) => {
        note(config);
        const through = RunnableLambda.from((n: number, its) => below.invoke({ a: n }, its));
        return [await below.invoke({ a }, config), await through.invoke(a, { ...config })];
      },
      { name: "outer", schema },
    );
    const call = callOf({ a: 1 });
    expect(await outer.invoke(call)).toMatchObject({ content: "[1,1]" });
    expect(await outer.invoke({ a: 1 }, { toolCall: call })).toMatchObject({ content: "[1,1]" });
    expect(seen).toEqual([call, undefined, undefined, call, undefined, undefined]);
  });

  it("has the other keys of the caller's config, the tool's own defaults among them", async () => {
    let seen: ToolRunnableConfig | undefined;
    const made = tool((_, config) => void (seen = config), {
      name: "t",
      schema: z.object({}),
      defaultConfig: { tags: ["default"], configurable: { session: "s" } },
    });
    await made.invoke({}, { tags: ["call"], context: { user: "u" } });
    expect(seen).toMatchObject({
      tags: ["default", "call"],
      configurable: { session: "s" },
      context: { user: "u" },
    });
  });
});

describe("a tool in a sequence", () => {
  it("is a step like any other, invoked or streamed", async () => {
    const { recording, config } = record();
    const chain = RunnableLambda.from((a: number) => ({ a }))
      .pipe(add)
      .pipe((sum) => `${String(sum)}!`);
    expect(await chain.invoke(1, config)).toBe("3!");
    const pieces: unknown[] = [];
    for await (const piece of await chain.stream(1, config)) pieces.push(piece);
    expect(pieces).toEqual(["3!"]);
    const tools: EventOf<"tool.start">[] = [...recording.ofType("tool.start")];
    expect(tools.map(({ tags }) => tags)).toEqual([["seq:step:2"], ["seq:step:2"]]);
    assertWellFormed(recording.events);
  });
});
