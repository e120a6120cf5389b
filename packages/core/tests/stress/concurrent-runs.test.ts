import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { configure, flush, run, runStream, type EarshotEvent, type Handler } from "../../src/exports/events.js";
import { createGate } from "../support/create-gate.js";
import { chainNamed, startOptions } from "../support/start-options.js";
import { wait } from "../support/wait.js";

const count = 1000;

/** A tree that waits here and there: a chain, a tool below it, a stream below that. */
async function tree(index: number, callbacks: readonly Handler[]): Promise<unknown> {
  return run(
    chainNamed(`root ${index}`),
    async (handle) => {
      await wait(index % 3);
      await run(
        startOptions.tool,
        async (inner) => {
          const read: unknown[] = [];
          for await (const chunk of runStream(
            startOptions.tool,
            async function* () {
              yield index;
              await wait(index % 2);
              yield index;
            },
            inner.config,
          ))
            read.push(chunk);
          await inner.custom("mine", index);
          return read;
        },
        { ...handle.config, tags: [`tag ${index}`] },
      );
      return index;
    },
    { callbacks, metadata: { index }, runId: `run-${index}` },
  );
}

describe("1,000 runs at the same time", () => {
  it("keep their events apart, for a handler that all share and for one of each alone", async () => {
    const shared = recordingHandler();
    const own = Array.from({ length: count }, () => recordingHandler());
    const values = await Promise.all(own.map((recording, index) => tree(index, [shared, recording])));
    expect(values).toEqual(own.map((_, index) => index));
    const byRoot = new Map<string, EarshotEvent[]>();
    for (const event of shared.events) byRoot.set(event.rootRunId, [...(byRoot.get(event.rootRunId) ?? []), event]);
    expect(byRoot.size).toBe(count);
    for (const [index, recording] of own.entries()) {
      const events = byRoot.get(`run-${index}`);
      expect(recording.events).toEqual(events);
      expect(events?.map(({ type }) => type)).toEqual([
        "chain.start",
        "tool.start",
        "tool.start",
        "tool.delta",
        "tool.delta",
        "tool.end",
        "run.custom",
        "tool.end",
        "chain.end",
      ]);
      for (const { metadata } of events ?? []) expect(metadata).toEqual({ index });
      assertWellFormed(recording.events);
    }
  });

  it("each have their events in order with an asynchronous handler, and all are heard", async () => {
    const heard = new Map<string, number[]>();
    const slow: Handler = {
      onEvent: async ({ rootRunId, seq }) => {
        await wait(seq % 2);
        heard.set(rootRunId, [...(heard.get(rootRunId) ?? []), seq]);
      },
    };
    await Promise.all(Array.from({ length: count }, (_, index) => tree(index, [slow])));
    expect((await flush({ timeoutMs: 15_000 })).pending).toBe(0);
    expect(heard.size).toBe(count);
    for (const seqs of heard.values()) expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe("a slow handler", () => {
  it("in one run delays no other run, not even of a handler that both share", async () => {
    const gate = createGate();
    const heard: string[] = [];
    const shared: Handler = {
      onEvent: ({ name, type }) => {
        heard.push(`${name} ${type}`);
        return name === "slow" ? gate.opened : undefined;
      },
    };
    const restore = configure({ callbacks: [shared] });
    await run(chainNamed("slow"), () => 1);
    const began = performance.now();
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => run(chainNamed(`quick ${index}`), async () => wait(1))),
    );
    const took = performance.now() - began;
    restore();
    expect(heard.filter((line) => line.startsWith("quick"))).toHaveLength(400);
    expect(heard.filter((line) => line.startsWith("slow"))).toEqual(["slow chain.start"]);
    expect(took).toBeLessThan(2000);
    gate.open();
    expect((await flush()).pending).toBe(0);
    expect(heard.filter((line) => line.startsWith("slow"))).toEqual(["slow chain.start", "slow chain.end"]);
  });
});
