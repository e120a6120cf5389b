import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RunnableLambda, RunnablePick } from "../exports/runnables.js";
import { piecesOf, streamOf } from "../../tests/support/pieces-of.js";

const dictionaries = () => streamOf<Record<string, unknown>>({ a: "x" }, { c: 2 }, { a: "y", b: 3 });

describe("RunnablePick", () => {
  it.each<[string | string[], unknown]>([
    ["a", 1],
    ["z", undefined],
    [["a", "z"], { a: 1 }],
    [["z"], undefined],
  ])("picks %j", async (keys, picked) => {
    expect(await new RunnablePick(keys).invoke({ a: 1, b: 2 })).toEqual(picked);
    expect(await new RunnablePick({ keys, name: "mine" }).invoke({ a: 1, b: 2 })).toEqual(picked);
    expect(await piecesOf(new RunnablePick(keys).stream({ a: 1, b: 2 }))).toEqual(picked === undefined ? [] : [picked]);
  });

  it("picks from each chunk of a stream, leaving out those that have nothing", async () => {
    const recording = recordingHandler();
    expect(await piecesOf(new RunnablePick("a").transform(dictionaries(), { callbacks: [recording] }))).toEqual([
      "x",
      "y",
    ]);
    expect(await piecesOf(new RunnablePick(["a", "b"]).transform(dictionaries()))).toEqual([
      { a: "x" },
      { a: "y", b: 3 },
    ]);
    expect(recording.ofType("chain.end")).toMatchObject([{ outputs: "xy", inputs: { a: "xy", c: 2, b: 3 } }]);
  });

  it("refuses an input without keys, in a stream too", async () => {
    const refusal = { code: "NOT_A_DICTIONARY", message: expect.stringContaining("null") as string };
    await expect(new RunnablePick("a").invoke(null as never)).rejects.toMatchObject(refusal);
    await expect(piecesOf(new RunnablePick("a").transform(streamOf(null as never)))).rejects.toMatchObject(refusal);
  });

  it("is made by a method of every runnable", async () => {
    const both = RunnableLambda.from((n: number) => ({ a: n, b: -n }));
    expect(await both.pick("a").invoke(1)).toBe(1);
    expect(await both.pick(["a", "b"]).invoke(1)).toEqual({ a: 1, b: -1 });
    expect(await both.pick("a").batch([1, 2])).toEqual([1, 2]);
  });
});
