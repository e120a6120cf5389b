import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import type { RunnableConfig } from "../exports/runnables.js";
import { RecursionLimitError, Runnable, RunnableLambda } from "../exports/runnables.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

async function* letters(word: string): AsyncGenerator<string> {
  yield* word;
}

const failure = new Error("the function failed");

describe("invoke gives what the function", () => {
  it.each<[string, (input: number) => unknown, unknown]>([
    ["returns", (n) => n + 1, 2],
    ["promises", async (n) => n + 1, 2],
    ["returns, if that is a list: a value, not pieces of one", (n) => [n, n], [1, 1]],
    ["returns, if that is nothing", () => undefined, undefined],
    ["returns, if that is null", () => null, null],
    ["returns, if that is a map", () => new Map([[1, 2]]), new Map([[1, 2]])],
    [
      "yields, put together",
      function* () {
        yield "a";
        yield "b";
      },
      "ab",
    ],
    ["yields in time, put together", () => letters("ab"), "ab"],
    ["promises to yield", async () => letters("ab"), "ab"],
    ["yields, if that is nothing", function* () {}, undefined],
    ["returns a runnable of", (n) => RunnableLambda.from(() => n * 10), 10],
    ["promises a runnable of", async (n) => RunnableLambda.from(() => n * 10), 10],
    [
      "yields, numbers added up and dictionaries merged",
      function* () {
        yield { a: 1, b: "x" };
        yield { a: 2, b: "y", c: true };
      },
      { a: 3, b: "xy", c: true },
    ],
  ])("%s", async (_, func, output) => {
    expect(await RunnableLambda.from(func).invoke(1)).toEqual(output);
  });
});

describe("stream gives what the function", () => {
  it.each<[string, (input: number) => unknown, unknown[]]>([
    ["returns, as one piece", (n) => n + 1, [2]],
    ["returns, a list too", (n) => [n, n], [[1, 1]]],
    [
      "yields",
      function* () {
        yield "a";
        yield "b";
      },
      ["a", "b"],
    ],
    ["yields in time", () => letters("ab"), ["a", "b"]],
    ["promises to yield", async () => letters("ab"), ["a", "b"]],
    ["returns a runnable of, as that streams it", () => RunnableLambda.from(() => letters("ab")), ["a", "b"]],
    ["yields, if that is nothing", function* () {}, []],
  ])("%s", async (_, func, pieces) => {
    expect(await piecesOf(RunnableLambda.from(func).stream(1))).toEqual(pieces);
  });
});

describe("a function that fails", () => {
  it.each<[string, () => unknown]>([
    [
      "throws",
      () => {
        throw failure;
      },
    ],
    ["rejects", () => Promise.reject(failure)],
    [
      "throws while it yields",
      function* () {
        yield "a";
        throw failure;
      },
    ],
    [
      "throws while it yields in time",
      async function* () {
        yield "a";
        throw failure;
      },
    ],
    [
      "returns a runnable that throws",
      () =>
        RunnableLambda.from(() => {
          throw failure;
        }),
    ],
  ])("%s: caller and handlers get the very error", async (_, func) => {
    const recording = recordingHandler();
    const lambda = RunnableLambda.from(func);
    await expect(lambda.invoke(1, { callbacks: [recording] })).rejects.toBe(failure);
    expect(
      recording
        .ofType("chain.end")
        .map(({ status, error }) => [status, error])
        .at(-1),
    ).toEqual(["error", failure]);
    recording.clear();
    await expect(piecesOf(lambda.stream(1, { callbacks: [recording] }))).rejects.toBe(failure);
    expect(
      recording
        .ofType("chain.end")
        .map(({ status, error }) => [status, error])
        .at(-1),
    ).toEqual(["error", failure]);
    assertWellFormed(recording.events);
  });

  it("tells what it had yielded until then", async () => {
    const recording = recordingHandler();
    const lambda = RunnableLambda.from(function* () {
      yield "a";
      yield "b";
      throw failure;
    });
    await expect(piecesOf(lambda.stream(1, { callbacks: [recording] }))).rejects.toBe(failure);
    expect(recording.ofType("chain.end")[0]?.outputs).toBe("ab");
  });
});

describe("the config that the function is handed", () => {
  it("puts what is invoked with it, or with a copy of it, below the run", async () => {
    const recording = recordingHandler();
    const inner = RunnableLambda.from((n: number) => n, { name: "inner" });
    const outer = RunnableLambda.from(
      async (n: number, config) =>
        (await inner.invoke(n, config)) + (await inner.invoke(n, { ...config, runName: "copy" })),
      {
        name: "outer",
      },
    );
    expect(await outer.invoke(1, { callbacks: [recording], tags: ["t"], metadata: { a: 1 } })).toBe(2);
    const [start, ...children] = recording.ofType("chain.start");
    expect(children.map(({ name, parentRunId, tags, metadata }) => ({ name, parentRunId, tags, metadata }))).toEqual([
      { name: "inner", parentRunId: start?.runId, tags: ["t"], metadata: { a: 1 } },
      { name: "copy", parentRunId: start?.runId, tags: ["t"], metadata: { a: 1 } },
    ]);
  });

  it("carries what Earshot doesn't know, and neither the run's name nor its id", async () => {
    let seen: RunnableConfig = {};
    const config = {
      configurable: { thread_id: 7 },
      recursionLimit: 9,
      maxConcurrency: 2,
      runName: "mine",
      runId: "018f2f4e-7c3d-7000-8000-00000000000a",
      custom: 1,
    };
    await RunnableLambda.from((_: number, given) => void (seen = given)).invoke(1, config);
    expect(seen).toMatchObject({ configurable: { thread_id: 7 }, recursionLimit: 9, maxConcurrency: 2, custom: 1 });
    expect(seen.runName).toBeUndefined();
    expect(seen.runId).toBeUndefined();
  });

  it("has a signal that is aborted with the run", async () => {
    let signal: AbortSignal | undefined;
    const lambda = RunnableLambda.from((_: number, config) => {
      signal = config.signal;
      return new Promise<never>(() => undefined);
    });
    const controller = new AbortController();
    const answer = lambda.invoke(1, { signal: controller.signal });
    controller.abort(new Error("stop"));
    await expect(answer).rejects.toThrow("stop");
    expect(signal?.aborted).toBe(true);
    expect(signal?.reason).toBe(controller.signal.reason);
  });
});

describe("a function that returns runnables that return runnables", () => {
  it("ends at the recursion limit, with a typed error, in invoke and in stream", async () => {
    const endless: RunnableLambda<number, unknown> = RunnableLambda.from((): unknown => endless, {
      name: "endless",
    });
    for (const work of [
      endless.invoke(1, { recursionLimit: 4 }),
      piecesOf(endless.stream(1, { recursionLimit: 4 })),
      endless.invoke(1),
    ]) {
      const error: unknown = await work.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RecursionLimitError);
      expect(error).toMatchObject({ code: "RECURSION_LIMIT", message: expect.stringContaining("endless") as string });
    }
  });

  it("nests as deep as the limit allows, and each is a run below the one before", async () => {
    const recording = recordingHandler();
    let depth = 0;
    const descend: RunnableLambda<number, unknown> = RunnableLambda.from((n: number): unknown =>
      ++depth === 3 ? n : descend,
    );
    expect(await descend.invoke(5, { recursionLimit: 3, callbacks: [recording] })).toBe(5);
    const starts = recording.ofType("chain.start");
    expect(starts.map(({ parentRunId }) => parentRunId)).toEqual([undefined, starts[0]?.runId, starts[1]?.runId]);
    assertWellFormed(recording.events);
  });
});

describe("its runs", () => {
  it("carry its own name, tags and metadata, and are heard by its own handlers, which hear nothing below", async () => {
    const [own, called] = [recordingHandler(), recordingHandler()];
    const inner = RunnableLambda.from((n: number) => n, { name: "inner" });
    const lambda = RunnableLambda.from((n: number, config) => inner.invoke(n, config), {
      name: "named",
      tags: ["own"],
      metadata: { own: true },
      callbacks: [own],
    });
    await lambda.invoke(1, { callbacks: [called], tags: ["called"] });
    expect(own.events.map(({ name, tags }) => [name, tags])).toEqual([
      ["named", ["called", "own"]],
      ["named", ["called", "own"]],
    ]);
    expect(called.ofType("chain.start").map(({ name, tags, metadata }) => [name, tags, metadata])).toEqual([
      ["named", ["called", "own"], { own: true }],
      ["inner", ["called"], {}],
    ]);
  });

  it("end as cancelled when the loop is left, after the generator's finally", async () => {
    const recording = recordingHandler();
    let closed = false;
    const lambda = RunnableLambda.from(async function* () {
      try {
        yield "a";
        yield "b";
      } finally {
        closed = true;
      }
    });
    for await (const _ of await lambda.stream(1, { callbacks: [recording] })) break;
    expect(closed).toBe(true);
    expect(recording.ofType("chain.end")).toMatchObject([{ status: "cancelled", outputs: "a" }]);
  });

  it("are told to LangChain's methods as LangChain tells them", async () => {
    const starts: unknown[] = [];
    await RunnableLambda.from(function named() {}).invoke(1, {
      callbacks: [{ handleChainStart: (...values) => void starts.push(values.slice(0, 2), values.slice(6)) }],
    });
    expect(starts).toEqual([
      [{ lc: 1, type: "not_implemented", id: ["langchain_core", "runnables", "RunnableLambda"] }, { input: 1 }],
      [undefined, "RunnableLambda", undefined],
    ]);
  });
});

it("is a runnable", () => {
  expect(Runnable.isRunnable(RunnableLambda.from(() => 1))).toBe(true);
  expect(Runnable.isRunnable({})).toBe(false);
});
