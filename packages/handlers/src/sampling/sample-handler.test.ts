import { defineHandler, run, type EarshotEvent, type Handler } from "@earshot/core/events";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { InvalidRateError } from "./invalid-rate-error.js";
import { rootShare } from "./root-share.js";
import { sampleHandler } from "./sample-handler.js";

const chain = { kind: "chain", name: "outer", start: { inputs: 1 } } as const;
const tool = { kind: "tool", name: "inner", start: { args: {}, input: "", toolCallId: undefined } } as const;

function tree(runId: string, callbacks: readonly Handler[], fails = false): Promise<unknown> {
  return run(
    chain,
    (handle) =>
      run(
        tool,
        () => {
          if (fails) throw new RangeError("inner failed");
        },
        handle.config,
      ),
    { callbacks, runId },
  ).catch(() => undefined);
}

const rootsOf = (events: readonly EarshotEvent[]): readonly string[] => [
  ...new Set(events.map((each) => each.rootRunId)),
];

describe("sampleHandler", () => {
  it("hears whole trees, and the share it is to hear", async () => {
    const recording = recordingHandler();
    const sampled = sampleHandler(recording, { rate: 0.3 });
    for (let index = 0; index < 2000; index++) await tree(crypto.randomUUID(), [sampled]);
    assertWellFormed(recording.events);
    const roots = rootsOf(recording.events);
    expect(recording.events).toHaveLength(roots.length * 4);
    expect(roots.length).toBeGreaterThan(500);
    expect(roots.length).toBeLessThan(700);
  });

  it("decides by the id alone, so that a lower rate keeps a part of what a higher one keeps", async () => {
    const recordings = [recordingHandler(), recordingHandler(), recordingHandler()];
    const handlers = [0.2, 0.5, 0.5].map((rate, index) => sampleHandler(recordings[index] as Handler, { rate }));
    for (let index = 0; index < 300; index++) await tree(`run-${index}`, handlers);
    const [few, many, same] = recordings.map(({ events }) => rootsOf(events));
    expect(same).toEqual(many);
    expect(few?.filter((root) => !many?.includes(root))).toEqual([]);
    expect(few?.length).toBeLessThan(many?.length ?? 0);
  });

  it("spreads ids evenly that differ little, and does so in every release", () => {
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 10_000; index++) {
      const bucket = Math.floor(rootShare(`0197f0a0-0000-7000-8000-${String(index).padStart(12, "0")}`) * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
    // Other services decide by these figures, too.
    expect(["", "run-1", "0197f0a0-1234-7abc-8def-0123456789ab", "ü"].map(rootShare)).toEqual([
      0.6689221884589642, 0.5735350742470473, 0.31751740421168506, 0.7553344829939306,
    ]);
  });

  it("hears all at 1, nothing at 0", async () => {
    const [all, none] = [recordingHandler(), recordingHandler()];
    await tree("a", [sampleHandler(all, { rate: 1 }), sampleHandler(none, { rate: 0 })]);
    expect([all.events.length, none.events.length]).toEqual([4, 0]);
  });

  it.each([-0.1, 1.1, Number.NaN, "0.5"])("refuses %s as a rate", (rate) => {
    expect(() => sampleHandler(recordingHandler(), { rate: rate as number })).toThrow(InvalidRateError);
  });

  it("guards, wraps and calls LangChain's methods in sampled runs alone", async () => {
    const told: string[] = [];
    const langchain: Handler = { handleToolStart: (...values) => void told.push(`tool ${values[2]}`) };
    const wrapping = defineHandler({
      wrap: (facts, next) => {
        told.push(`wrap ${facts.runId}`);
        return next();
      },
    });
    const guard = defineHandler({
      policy: "guard",
      on: {
        "chain.start": () => {
          throw new Error("no");
        },
      },
    });
    const ids = Array.from({ length: 40 }, (_, index) => `run-${index}`);
    const inSample = ids.filter((id) => rootShare(id) < 0.5);
    for (const id of ids)
      await tree(id, [sampleHandler(langchain, { rate: 0.5 }), sampleHandler(wrapping, { rate: 0.5 })]);
    expect(told.filter((line) => line.startsWith("wrap run-"))).toEqual(inSample.map((id) => `wrap ${id}`));
    expect(told.filter((line) => line.startsWith("tool"))).toHaveLength(inSample.length);
    const stopped: string[] = [];
    for (const runId of ids)
      await run(chain, () => 1, { callbacks: [sampleHandler(guard, { rate: 0.5 })], runId }).catch(() =>
        stopped.push(runId),
      );
    expect(stopped).toEqual(inSample);
  });

  it("keeps failed runs besides, each once, in order", async () => {
    const recording = recordingHandler();
    const sampled = sampleHandler(recording, { rate: 0.2, keepFailed: true });
    for (let index = 0; index < 100; index++) await tree(`run-${index}`, [sampled], index % 5 === 0);
    assertWellFormed(recording.events);
    const expected = Array.from({ length: 100 }, (_, index) => index)
      .filter((index) => index % 5 === 0 || rootShare(`run-${index}`) < 0.2)
      .map((index) => `run-${index}`);
    expect(rootsOf(recording.events)).toEqual(expected);
    expect([sampled.held, sampled.dropped]).toEqual([0, 0]);
  });
});
