import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RunnableAssign, RunnableLambda, RunnableMap, RunnablePassthrough } from "../exports/runnables.js";
import { piecesOf, streamOf } from "../../tests/support/pieces-of.js";

const sized = RunnablePassthrough.assign({ size: async ({ text }: { text: string }) => text.length });

describe("RunnableAssign", () => {
  it("adds keys to its input, which stays as it was; the added one wins", async () => {
    const input = { text: "abc", size: 0 };
    expect(await sized.invoke(input)).toEqual({ text: "abc", size: 3 });
    expect(input).toEqual({ text: "abc", size: 0 });
    const mapper = RunnableMap.from<object>({ a: () => 1 });
    expect(await new RunnableAssign({ mapper }).invoke({})).toEqual({ a: 1 });
    expect(await new RunnableAssign(mapper).invoke({})).toEqual({ a: 1 });
  });

  it("is heard with its map below it", async () => {
    const recording = recordingHandler();
    await sized.invoke({ text: "abc" }, { callbacks: [recording], tags: ["t"] });
    expect(recording.ofType("chain.start").map(({ name, tags }) => [name, tags])).toEqual([
      ["RunnableAssign", ["t"]],
      ["RunnableMap", ["t"]],
      ["RunnableLambda", ["map:key:size", "t"]],
    ]);
    expect(recording.ofType("chain.end").map(({ outputs }) => outputs)).toEqual([
      3,
      { size: 3 },
      { text: "abc", size: 3 },
    ]);
    assertWellFormed(recording.events);
  });

  it("streams its input on, less what is replaced, and then what is added", async () => {
    expect(await piecesOf(sized.stream({ text: "abc" }))).toEqual([{ text: "abc" }, { size: 3 }]);
    const chunks = streamOf({ text: "ab" }, { text: "c", size: 0 } as { text: string }, { size: 0 } as never);
    expect(await piecesOf(sized.transform(chunks))).toEqual([{ text: "ab" }, { text: "c" }, { size: 3 }]);
  });

  it("streams what is added as it comes", async () => {
    const letters = RunnablePassthrough.assign({ letters: ({ text }: { text: string }) => streamOf(...text) });
    expect(await piecesOf(letters.stream({ text: "ab" }))).toEqual([
      { text: "ab" },
      { letters: "a" },
      { letters: "b" },
    ]);
  });

  it("knows no key that its steps don't have themselves", async () => {
    expect(await piecesOf(sized.stream({ text: "", toString: 1 } as never))).toContainEqual({ text: "", toString: 1 });
  });

  it("refuses an input without keys, streamed or not", async () => {
    const refusal = { code: "NOT_A_DICTIONARY", message: expect.stringContaining("RunnableAssign") as string };
    for (const input of ["abc", null, ["abc"]]) {
      await expect(sized.invoke(input as never)).rejects.toMatchObject(refusal);
      await expect(sized.stream(input as never)).rejects.toMatchObject(refusal);
    }
  });

  it("ends all of it when what is added fails, and when its stream is left", async () => {
    const recording = recordingHandler();
    const failing = RunnablePassthrough.assign({ a: async () => Promise.reject(new Error("a failed")) });
    await expect(failing.invoke({}, { callbacks: [recording] })).rejects.toThrow("a failed");
    await expect(piecesOf(failing.stream({}, { callbacks: [recording] }))).rejects.toThrow("a failed");
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => "error"));
    const hanging = RunnablePassthrough.assign<{ b: 1 }>({ a: () => new Promise(() => undefined) });
    for await (const _ of await hanging.stream({ b: 1 }, { callbacks: [recording] })) break;
    expect(recording.ofType("chain.end").slice(6)).toMatchObject([
      { status: "cancelled" },
      { status: "cancelled" },
      { status: "cancelled", outputs: { b: 1 } },
    ]);
    assertWellFormed(recording.events);
  });

  it("is made by a method of every runnable", async () => {
    const chain = RunnableLambda.from((text: string) => ({ text })).assign({ size: ({ text }) => text.length });
    expect(await chain.invoke("abc")).toEqual({ text: "abc", size: 3 });
    expect(await chain.batch(["a", "bc"])).toEqual([
      { text: "a", size: 1 },
      { text: "bc", size: 2 },
    ]);
  });
});
