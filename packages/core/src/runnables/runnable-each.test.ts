import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RunnableEach, RunnableLambda } from "../exports/runnables.js";

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("RunnableEach", () => {
  it("runs one runnable for each of a list, below its own run", async () => {
    const recording = recordingHandler();
    const lengths = RunnableLambda.from((text: string) => text.length).map();
    expect(await lengths.invoke(["a", "bc"], { callbacks: [recording], tags: ["t"] })).toEqual([1, 2]);
    expect(await lengths.invoke([])).toEqual([]);
    expect(await lengths.batch([["a"], ["bc", ""]])).toEqual([[1], [2, 0]]);
    const [own, ...each] = recording.ofType("chain.start");
    expect(own).toMatchObject({ name: "RunnableEach", inputs: ["a", "bc"], tags: ["t"] });
    expect(each.map(({ parentRunId, inputs, tags }) => [parentRunId, inputs, tags])).toEqual([
      [own?.runId, "a", ["t"]],
      [own?.runId, "bc", ["t"]],
    ]);
    assertWellFormed(recording.events);
  });

  it("runs as many at a time as the config says", async () => {
    let [running, most] = [0, 0];
    const work = RunnableLambda.from(async (n: number) => {
      most = Math.max(most, ++running);
      await wait(1);
      running--;
      return n;
    });
    expect(await new RunnableEach({ bound: work }).invoke([1, 2, 3, 4], { maxConcurrency: 2 })).toEqual([1, 2, 3, 4]);
    expect(most).toBe(2);
  });

  it("cancels the others when one fails", async () => {
    const recording = recordingHandler();
    const work = RunnableLambda.from(async (n: number) => {
      await wait(n);
      if (n === 1) throw new Error("one failed");
    });
    await expect(work.map().invoke([1, 50], { callbacks: [recording] })).rejects.toThrow("one failed");
    expect(recording.ofType("chain.end").map(({ inputs, status }) => [inputs, status])).toEqual([
      [1, "error"],
      [50, "cancelled"],
      [[1, 50], "error"],
    ]);
    assertWellFormed(recording.events);
  });
});
