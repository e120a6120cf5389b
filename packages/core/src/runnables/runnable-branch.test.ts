import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RunnableBranch, RunnableLambda } from "../exports/runnables.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

const sized = RunnableBranch.from([
  [async (n: number) => n > 10, () => "large"],
  [(n: number) => n > 5, async () => "medium"],
  () => "small",
]);

describe("RunnableBranch", () => {
  it.each([
    [11, "large"],
    [6, "medium"],
    [1, "small"],
  ])("for %i runs what is %s", async (n, size) => {
    expect(await sized.invoke(n)).toBe(size);
    expect(await piecesOf(sized.stream(n))).toEqual([size]);
  });

  it("asks no further condition than it has to, and tags what it runs", async () => {
    const recording = recordingHandler();
    await sized.invoke(11, { callbacks: [recording], tags: ["t"] });
    await piecesOf(sized.stream(1, { callbacks: [recording] }));
    expect(recording.ofType("chain.start").map(({ tags }) => tags)).toEqual([
      ["t"],
      ["condition:1", "t"],
      ["branch:1", "t"],
      [],
      ["condition:1"],
      ["condition:2"],
      ["branch:default"],
    ]);
    assertWellFormed(recording.events);
  });

  it("streams what the chosen one streams", async () => {
    const words = RunnableBranch.from<boolean, string>([
      [
        (yes) => yes,
        RunnableLambda.from(async function* () {
          yield* ["a", "b"];
        }),
      ],
      () => "c",
    ]);
    expect(await piecesOf(words.stream(true))).toEqual(["a", "b"]);
    expect(await piecesOf(words.stream(false))).toEqual(["c"]);
  });

  it("fails with its condition, or with what was chosen", async () => {
    const recording = recordingHandler();
    const fail = (what: string) => () => Promise.reject(new Error(what));
    const byCondition = RunnableBranch.from<number, number>([[fail("condition"), (n) => n], (n) => n]);
    const byChoice = RunnableBranch.from<number, number>([[() => true, fail("choice")], (n) => n]);
    for (const [branch, what] of [
      [byCondition, "condition"],
      [byChoice, "choice"],
    ] as const) {
      await expect(branch.invoke(1, { callbacks: [recording] })).rejects.toThrow(what);
      await expect(branch.stream(1, { callbacks: [recording] })).rejects.toThrow(what);
    }
    assertWellFormed(recording.events);
    expect(recording.ofType("chain.end").filter(({ status }) => status === "error")).toHaveLength(8);
  });

  it("chooses nothing once its call is aborted", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const branch = RunnableBranch.from<number, number>([[() => (controller.abort(reason), true), (n) => n], (n) => n]);
    const recording = recordingHandler();
    await expect(branch.invoke(1, { signal: controller.signal, callbacks: [recording] })).rejects.toBe(reason);
    expect(recording.ofType("chain.start")).toHaveLength(2);
    assertWellFormed(recording.events);
  });

  it("ends the chosen one when its stream is left", async () => {
    const recording = recordingHandler();
    const endless = RunnableBranch.from<number, number>([
      async function* () {
        for (;;) yield 1;
      } as never,
    ]);
    for await (const _ of await endless.stream(1, { callbacks: [recording] })) break;
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
    assertWellFormed(recording.events);
  });

  it("is a batch of runs", async () => {
    expect(await sized.batch([11, 1], { maxConcurrency: 1 })).toEqual(["large", "small"]);
    const failing = RunnableBranch.from<number, number>([() => Promise.reject(new Error("no"))]);
    expect(await failing.batch([1], undefined, { returnExceptions: true })).toEqual([new Error("no")]);
  });

  it("is made of something", () => {
    expect(() => RunnableBranch.from([] as never)).toThrow(expect.objectContaining({ code: "NO_BRANCH" }) as Error);
  });
});
