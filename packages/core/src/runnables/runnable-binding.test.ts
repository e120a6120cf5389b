import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { explainCallbacks, type Handler } from "../exports/events.js";
import { type RunnableBinding, RunnableLambda, type RunnableConfig } from "../exports/runnables.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

const noop = RunnableLambda.from((n: number) => n, { name: "noop" });

describe("withConfig", () => {
  it.each([
    ["invoke", (bound: RunnableBinding<number, number>, config: RunnableConfig) => bound.invoke(1, config)],
    ["stream", (bound: RunnableBinding<number, number>, config: RunnableConfig) => piecesOf(bound.stream(1, config))],
    ["batch", (bound: RunnableBinding<number, number>, config: RunnableConfig) => bound.batch([1], config)],
    [
      "transform",
      (bound: RunnableBinding<number, number>, config: RunnableConfig) =>
        piecesOf(bound.transform(piecesAsStream(1), config)),
    ],
  ])("merges with the call's config in %s, and is no run of its own", async (_, call) => {
    const recording = recordingHandler();
    const bound = noop.withConfig({ tags: ["bound"], metadata: { a: 1 }, runName: "bound" }) as RunnableBinding<
      number,
      number
    >;
    await call(bound, { tags: ["call"], metadata: { b: 2 }, callbacks: [recording] });
    expect(recording.ofType("chain.start").map(({ name, tags, metadata }) => [name, tags, metadata])).toEqual([
      ["bound", ["bound", "call"], { a: 1, b: 2 }],
    ]);
  });

  it("adds to what is bound already", async () => {
    const recording = recordingHandler();
    const bound = noop.withConfig({ tags: ["one"], callbacks: [recording] }).withConfig({ tags: ["two"] });
    expect((bound as RunnableBinding).bound).toBe(noop);
    await bound.invoke(1, { callbacks: [recording] });
    expect(recording.summary()).toEqual(["chain.start", "chain.end ok"]);
    expect(recording.events[0]?.tags).toEqual(["one", "two"]);
  });

  it("limits how many inputs of a batch run at a time", async () => {
    let [running, most] = [0, 0];
    const work = RunnableLambda.from(async (n: number) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      return n;
    });
    expect(await work.withConfig({ maxConcurrency: 2 }).batch([1, 2, 3, 4, 5])).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it("is called what it is bound to", () => {
    expect(noop.withConfig({}).getName()).toBe("noop");
    expect(noop.withConfig({}).getName("Suffix")).toBe("noopSuffix");
  });

  it("ends a step that takes too long, and the sequence with it", async () => {
    const recording = recordingHandler();
    const hang = RunnableLambda.from(() => new Promise<number>(() => undefined), { name: "hang" });
    const chain = noop.pipe(hang.withConfig({ timeout: 10 }));
    for (const work of [
      () => chain.invoke(1, { callbacks: [recording] }),
      () => piecesOf(chain.stream(1, { callbacks: [recording] })),
    ]) {
      recording.clear();
      await expect(work()).rejects.toMatchObject({ name: "TimeoutError" });
      expect(recording.ofType("chain.end").map(({ name, status }) => [name, status])).toEqual([
        ["noop", "ok"],
        ["hang", "cancelled"],
        ["RunnableSequence", "error"],
      ]);
    }
  });
});

describe("explainCallbacks of a bound runnable", () => {
  it("lists the call's, the bound and the object's own handlers, in the order they are told", async () => {
    const heard: string[] = [];
    const handler = (name: string): Handler => ({ name, handleChainStart: () => void heard.push(name) });
    const [call, bound, own] = [handler("call"), handler("bound"), handler("own")];
    const lambda = RunnableLambda.from((n: number) => n, { callbacks: [own] });
    const runnable = lambda.withConfig({ callbacks: [bound] });
    const explained = explainCallbacks(runnable, { callbacks: [call, bound] });
    await runnable.invoke(1, { callbacks: [call, bound] });
    expect(heard).toHaveLength(3);
    expect(explained.filter(({ isHeard }) => isHeard).map(({ name }) => name)).toEqual(heard);
    expect(explained.find(({ name }) => name === "own")).toMatchObject({
      origin: "constructor",
      reaches: "this object's own runs",
    });
  });
});

async function* piecesAsStream(...pieces: number[]): AsyncGenerator<number> {
  yield* pieces;
}
