import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RouterRunnable, RunnableLambda, RunnableSequence } from "../exports/runnables.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

const router = new RouterRunnable({
  runnables: {
    double: RunnableLambda.from((n: number) => n * 2),
    count: RunnableLambda.from(async function* (n: number) {
      for (let i = 1; i <= n; i++) yield i;
    }),
  },
});

describe("RouterRunnable", () => {
  it("runs the one that its input names; that one is heard", async () => {
    const recording = recordingHandler();
    expect(await router.invoke({ key: "double", input: 2 }, { callbacks: [recording], runName: "named" })).toBe(4);
    expect(await piecesOf(router.stream({ key: "count", input: 2 }, { callbacks: [recording] }))).toEqual([1, 2]);
    expect(recording.ofType("chain.start").map(({ name }) => name)).toEqual(["named", "RunnableLambda"]);
    assertWellFormed(recording.events);
  });

  it("is a step of a sequence, which the routed run belongs to", async () => {
    const recording = recordingHandler();
    const chain = RunnableSequence.from([(input: number) => ({ key: "double", input }), router]);
    expect(await chain.invoke(2, { callbacks: [recording] })).toBe(4);
    expect(recording.ofType("chain.start").map(({ tags }) => tags)).toEqual([[], ["seq:step:1"], ["seq:step:2"]]);
    assertWellFormed(recording.events);
  });

  it.each(["other", "toString"])("has no runnable for %j", async (key) => {
    const refusal = { code: "UNKNOWN_ROUTE", key, message: expect.stringContaining('"double", "count"') as string };
    await expect(router.invoke({ key, input: 1 })).rejects.toMatchObject(refusal);
    await expect(router.stream({ key, input: 1 })).rejects.toMatchObject(refusal);
    const inputs = [
      { key, input: 1 },
      { key: "double", input: 1 },
    ];
    expect(await router.batch(inputs, undefined, { returnExceptions: true })).toMatchObject([refusal, 2]);
  });

  it("says so if it has none at all", async () => {
    const empty = new RouterRunnable({ runnables: {} });
    await expect(empty.invoke({ key: "a", input: 1 })).rejects.toThrow("The router has none at all.");
  });
});
