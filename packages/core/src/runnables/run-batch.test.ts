import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { Runnable, RunnableLambda } from "../exports/runnables.js";

const failure = new Error("two is refused");
const picky = RunnableLambda.from((n: number) => {
  if (n === 2) throw failure;
  return n * 10;
});

/** Work that takes a moment, and how much of it was under way at a time. */
function counted(failsAt?: number) {
  const count = { running: 0, most: 0, started: [] as number[] };
  const work = RunnableLambda.from(async (n: number) => {
    count.started.push(n);
    count.most = Math.max(count.most, ++count.running);
    await new Promise((resolve) => setTimeout(resolve, 6 - n));
    count.running--;
    if (n === failsAt) throw failure;
    return n;
  });
  return { count, work };
}

describe("batch", () => {
  it("answers in the order of the inputs, each a run of its own", async () => {
    const recording = recordingHandler();
    const { work } = counted();
    expect(await work.batch([1, 2, 3], { callbacks: [recording] })).toEqual([1, 2, 3]);
    const runs = recording.ofType("chain.start");
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(3);
    expect(runs.map(({ parentRunId }) => parentRunId)).toEqual([undefined, undefined, undefined]);
    expect(await work.batch([])).toEqual([]);
  });

  it("rejects with the first error; all that had begun is heard to its end", async () => {
    const recording = recordingHandler();
    await expect(picky.batch([1, 2, 3], { callbacks: [recording] })).rejects.toBe(failure);
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(["ok", "error", "ok"]);
  });

  it("takes one config for all or one for each, and no other number of them", async () => {
    const recording = recordingHandler();
    const { work } = counted();
    const configs = ["a", "b"].map((tag) => ({ tags: [tag], callbacks: [recording] }));
    await work.batch([1, 2], configs);
    expect(recording.ofType("chain.start").map(({ tags }) => tags)).toEqual([["a"], ["b"]]);
    for (const batch of [work, work.withConfig({ tags: ["bound"] })]) {
      const refused = batch.batch([1, 2, 3], configs);
      await expect(refused).rejects.toThrow("list of 2 configs");
      await expect(refused).rejects.toMatchObject({ code: "UNKNOWN_OPTION" });
      await expect(batch.batch("12" as never)).rejects.toThrow("a list of inputs");
    }
  });

  it("puts errors in the place of outputs if told so", async () => {
    expect(await picky.batch([1, 2, 3], undefined, { returnExceptions: true })).toEqual([10, failure, 30]);
    expect(await picky.batch([1, 2, 3], undefined, { returnExceptions: true, maxConcurrency: 1 })).toEqual([
      10,
      failure,
      30,
    ]);
  });

  it("does so too for a runnable that throws before it promises", async () => {
    class Hasty extends Runnable<number, number> {
      lc_namespace = ["example"];
      override invoke(n: number): Promise<number> {
        if (n === 2) throw failure;
        return Promise.resolve(n);
      }
    }
    expect(await new Hasty().batch([1, 2, 3], undefined, { returnExceptions: true })).toEqual([1, failure, 3]);
    await expect(new Hasty().batch([1, 2, 3])).rejects.toBe(failure);
  });

  it.each([
    ["the config", { maxConcurrency: 2 }, undefined],
    ["the options", undefined, { maxConcurrency: 2 }],
    ["the options rather than the config", { maxConcurrency: 5 }, { maxConcurrency: 2 }],
    ["the first config of many", [{ maxConcurrency: 2 }, {}, {}, {}, {}], undefined],
  ])("runs so many at a time as %s says", async (_, config, options) => {
    const { count, work } = counted();
    expect(await work.batch([1, 2, 3, 4, 5], config, options)).toEqual([1, 2, 3, 4, 5]);
    expect(count.most).toBe(2);
  });

  it("runs all at a time by default, and at least one", async () => {
    const all = counted();
    await all.work.batch([1, 2, 3, 4, 5]);
    expect(all.count.most).toBe(5);
    const one = counted();
    expect(await one.work.batch([1, 2], { maxConcurrency: 0 })).toEqual([1, 2]);
    expect(one.count.most).toBe(1);
  });

  it("begins nothing new after a failure when the number is limited", async () => {
    const { count, work } = counted(1);
    await expect(work.batch([1, 2, 3, 4, 5], { maxConcurrency: 1 })).rejects.toBe(failure);
    expect(count.started).toEqual([1]);
  });

  it("takes one config for all, or one for each; a run id is one run's", async () => {
    const recording = recordingHandler();
    const runId = "018f2f4e-7c3d-7000-8000-00000000000b";
    await picky.batch([1, 3], { runId, tags: ["all"], callbacks: [recording] });
    const [first, second] = recording.ofType("chain.start");
    expect([first?.runId, first?.tags, second?.tags]).toEqual([runId, ["all"], ["all"]]);
    expect(second?.runId).not.toBe(runId);
    recording.clear();
    await picky.batch(
      [1, 3],
      [
        { tags: ["one"], callbacks: [recording] },
        { runName: "two", callbacks: [recording] },
      ],
    );
    expect(recording.ofType("chain.start").map(({ name, tags }) => [name, tags])).toEqual([
      ["RunnableLambda", ["one"]],
      ["two", []],
    ]);
  });
});
