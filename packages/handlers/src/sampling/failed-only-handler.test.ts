import { configure, defineHandler, flush, run, runStream, type EarshotEvent, type Handler } from "@earshot/core/events";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { failedOnlyHandler } from "./failed-only-handler.js";

const chain = { kind: "chain", name: "outer", start: { inputs: 1 } } as const;
const tool = { kind: "tool", name: "inner", start: { args: {}, input: "", toolCallId: undefined } } as const;

interface Plan {
  readonly callbacks: readonly Handler[];
  /** Where it fails, if anywhere. */
  readonly fails?: "inner" | "outer";
  readonly chunks?: number;
  readonly children?: number;
}

/** A chain with tools that stream; a failure of a tool is caught. */
async function tree({ callbacks, fails, chunks = 2, children = 1 }: Plan): Promise<void> {
  const body = async function* () {
    for (let index = 0; index < chunks; index++) yield index;
    if (fails === "inner") throw new RangeError("inner");
  };
  await run(
    chain,
    async (handle) => {
      for (let child = 0; child < children; child++) {
        try {
          for await (const _ of runStream(tool, body, handle.config));
        } catch {
          // Recovered from
        }
      }
      await handle.custom("mine", 1);
      if (fails === "outer") throw new TypeError("outer");
    },
    { callbacks },
  ).catch(() => undefined);
}

describe("failedOnlyHandler", () => {
  it("forgets what went well, and tells what failed from its first event on", async () => {
    const recording = recordingHandler();
    const failed = failedOnlyHandler(recording);
    await tree({ callbacks: [failed] });
    expect([recording.events.length, failed.held]).toEqual([0, 0]);
    await tree({ callbacks: [failed], fails: "outer" });
    expect(recording.summary()).toEqual([
      "chain.start",
      "tool.start",
      "tool.delta",
      "tool.delta",
      "tool.end ok",
      "run.custom",
      "chain.end error",
    ]);
    assertWellFormed(recording.events);
    expect([failed.held, failed.dropped]).toEqual([0, 0]);
  });

  it("goes by the topmost run, or by any", async () => {
    const [top, any, cancelled] = [recordingHandler(), recordingHandler(), recordingHandler()];
    const callbacks = [
      failedOnlyHandler(top),
      failedOnlyHandler(any, { of: "any" }),
      failedOnlyHandler(cancelled, { statuses: ["cancelled"] }),
    ];
    await tree({ callbacks, fails: "inner" });
    expect([top.events.length, any.events.length, cancelled.events.length]).toEqual([0, 7, 0]);
    await run(chain, () => new Promise(() => undefined), { callbacks, timeout: 1 }).catch(() => undefined);
    expect([top.events.length, cancelled.summary()]).toEqual([0, ["chain.start", "chain.end cancelled"]]);
  });

  it("takes the topmost run that it hears for the root, and keeps nothing when that is over", async () => {
    const recording = recordingHandler();
    const failed = failedOnlyHandler(recording);
    await run(chain, async (handle) => {
      const config = { ...handle.config, callbacks: [failed] };
      await run(tool, () => 1, config);
      expect(failed.held).toBe(0);
      const failing = () => {
        throw new Error("inner");
      };
      await run(tool, failing, config).catch(() => undefined);
      expect([recording.summary(), failed.held]).toEqual([["tool.start", "tool.end error"], 0]);
    });
  });

  it("lets go of deltas first when there are too many events, then of later runs", async () => {
    const recording = recordingHandler();
    const failed = failedOnlyHandler(recording, { maxHeldEvents: 6 });
    await tree({ callbacks: [failed], fails: "outer", chunks: 10, children: 1 });
    expect(recording.summary()).toEqual(["chain.start", "tool.start", "tool.end ok", "run.custom", "chain.end error"]);
    expect(failed.dropped).toBe(10);
    recording.clear();
    await tree({ callbacks: [failed], fails: "outer", chunks: 3, children: 50 });
    assertWellFormed(recording.events);
    const told = recording.events.length;
    expect(told).toBeLessThanOrEqual(8);
    expect(failed.dropped - 10 + told).toBe(2 + 50 * 5 + 1);
    expect(failed.held).toBe(0);
  });

  it("keeps no more than it says while a run goes on", async () => {
    const failed = failedOnlyHandler(recordingHandler(), { maxHeldEvents: 100 });
    let most = 0;
    const watching = { onEvent: () => void (most = Math.max(most, failed.held)) };
    await tree({ callbacks: [failed, watching], chunks: 1000, children: 20 });
    expect(most).toBeLessThanOrEqual(101);
    expect(failed.held).toBe(0);
  });

  it("keeps the runs of 500 trees apart that go on at once", async () => {
    const recording = recordingHandler();
    const failed = failedOnlyHandler(recording);
    const trees = Array.from({ length: 500 }, (_, index) =>
      tree({ callbacks: [failed], ...(index % 10 === 0 ? { fails: "outer" as const } : {}) }),
    );
    await Promise.all(trees);
    assertWellFormed(recording.events);
    expect([recording.events.length, failed.held]).toEqual([50 * 7, 0]);
  });

  it("tells an asynchronous handler in order, and core's flush waits for it", async () => {
    const heard: string[] = [];
    const slow = defineHandler({
      onEvent: async ({ type }: EarshotEvent) => {
        await new Promise((resolve) => setTimeout(resolve, 2));
        heard.push(type);
      },
    });
    await tree({ callbacks: [failedOnlyHandler(slow)], fails: "outer" });
    expect(heard).toEqual([]);
    expect((await flush()).pending).toBe(0);
    expect(heard).toEqual([
      "chain.start",
      "tool.start",
      "tool.delta",
      "tool.delta",
      "tool.end",
      "run.custom",
      "chain.end",
    ]);
  });

  it.each(["at once", "later"])("tells the rest after a failure, and reports failures that come %s", async (when) => {
    const reported: unknown[] = [];
    const restore = configure({ onHandlerError: (error) => reported.push(error) });
    let heard = 0;
    const broken = defineHandler({
      onEvent: ({ type }: EarshotEvent) => {
        heard++;
        if (type !== "tool.delta") return undefined;
        if (when === "later") return Promise.reject(new Error("later"));
        throw new Error("at once");
      },
    });
    await tree({ callbacks: [failedOnlyHandler(broken)], fails: "outer" });
    await flush();
    restore();
    expect(heard).toBe(7);
    expect(reported).toEqual([
      new AggregateError([new Error(when), new Error(when)], "2 of the events that were held failed."),
    ]);
  });

  it("calls LangChain's methods, late, with what they are always given", async () => {
    const calls: unknown[][] = [];
    const handler = (): Handler => ({
      handleToolStart: (...values: unknown[]) => void calls.push(values),
      handleChainError: (...values: unknown[]) => void calls.push(values),
    });
    await tree({ callbacks: [handler(), failedOnlyHandler(handler())], fails: "outer" });
    expect(calls).toHaveLength(4);
    expect([calls[2], calls[3]]).toEqual([calls[0], calls[1]]);
  });
});
