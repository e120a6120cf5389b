import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { Runnable, RunnableLambda, RunnableMap, RunnableParallel, RunnablePassthrough } from "../exports/runnables.js";
import { IterableReadableStream } from "../util/iterable-readable-stream.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function* stream<TChunk>(...chunks: TChunk[]): AsyncGenerator<TChunk> {
  for (const chunk of chunks) {
    await wait(1);
    yield chunk;
  }
}

/** A stream that counts what is asked of it and whether it was closed. */
function counted(pieces: number) {
  const count = { pulled: 0, closed: 0 };
  const source = async function* (): AsyncGenerator<number, undefined> {
    try {
      while (count.pulled < pieces) yield count.pulled++;
    } finally {
      count.closed++;
    }
    return undefined;
  };
  return { count, source };
}

describe("invoke", () => {
  it("gives each the same input and has each output under its key, in the order of the keys", async () => {
    const both = RunnableMap.from({ slow: async (n: number) => (await wait(3), n + 1), quick: (n: number) => n * 2 });
    const output = await both.invoke(3);
    expect(output).toEqual({ slow: 4, quick: 6 });
    expect(Object.keys(output)).toEqual(["slow", "quick"]);
    expect(both.getStepsKeys()).toEqual(["slow", "quick"]);
    expect(await RunnableMap.from({}).invoke(1)).toEqual({});
  });

  it("says each branch below its run, tagged with its key; the run ends last", async () => {
    const recording = recordingHandler();
    const nested = RunnableParallel.from({ a: async (n: number) => n, b: { c: (n: number) => n } });
    await nested.invoke(1, { callbacks: [recording], tags: ["t"] });
    expect(recording.ofType("chain.start").map(({ name, tags }) => [name, tags])).toEqual([
      ["RunnableMap", ["t"]],
      ["RunnableLambda", ["map:key:a", "t"]],
      ["RunnableMap", ["map:key:b", "t"]],
      ["RunnableLambda", ["map:key:c", "t"]],
    ]);
    expect(recording.events.at(-1)).toMatchObject({ type: "chain.end", outputs: { a: 1, b: { c: 1 } } });
    assertWellFormed(recording.events);
  });

  it("carries the name, tags, metadata and handlers it was given", async () => {
    const [own, recording] = [recordingHandler(), recordingHandler()];
    const given = { name: "both", tags: ["own"], metadata: { a: 1 }, callbacks: [own] };
    await new RunnableMap({ steps: { a: (n: number) => n }, ...given }).invoke(1, { callbacks: [recording] });
    expect(recording.ofType("chain.start")[0]).toMatchObject({ name: "both", tags: ["own"], metadata: { a: 1 } });
    expect(own.summary()).toEqual(["chain.start", "chain.end ok"]);
  });

  it.each([
    ["after a while", async () => (await wait(2), Promise.reject(new Error("b failed")))],
    [
      "at once",
      () => {
        throw new Error("b failed");
      },
    ],
  ])("cancels the others when one fails %s", async (_, fail) => {
    const recording = recordingHandler();
    let noticed = false;
    const hang = (_: number, { signal }: { signal?: AbortSignal | undefined }) =>
      new Promise<number>(() => signal?.addEventListener("abort", () => (noticed = true)));
    const map = RunnableMap.from({ a: hang, b: fail });
    await expect(map.invoke(1, { callbacks: [recording] })).rejects.toThrow("b failed");
    expect(recording.ofType("chain.end").map(({ tags, status }) => [...tags, status])).toEqual([
      ["map:key:b", "error"],
      ["map:key:a", "cancelled"],
      ["error"],
    ]);
    expect(noticed).toBe(true);
    assertWellFormed(recording.events);
  });

  it("starts no branch once one has aborted the call", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const started: string[] = [];
    const map = RunnableMap.from({
      a: () => (started.push("a"), controller.abort(reason)),
      b: () => started.push("b"),
    });
    await expect(map.invoke(1, { signal: controller.signal })).rejects.toBe(reason);
    expect(started).toEqual(["a"]);
  });

  it("is a batch of runs, limited and with failures kept if told so", async () => {
    let [running, most] = [0, 0];
    const map = RunnableMap.from({
      a: async (n: number) => {
        most = Math.max(most, ++running);
        await wait(1);
        running--;
        if (n === 2) throw new Error("two");
        return n;
      },
    });
    expect(await map.batch([1, 2, 3], { maxConcurrency: 1 }, { returnExceptions: true })).toEqual([
      { a: 1 },
      new Error("two"),
      { a: 3 },
    ]);
    expect(most).toBe(1);
    await expect(map.batch([1, 2])).rejects.toThrow("two");
  });
});

describe("stream", () => {
  it("brings chunks as they come, each under its key", async () => {
    const map = RunnableMap.from({
      a: async function* () {
        yield "a1";
        await wait(20);
        yield "a2";
      },
      b: async () => (await wait(5), "b"),
    });
    expect(await piecesOf(map.stream(1))).toEqual([{ a: "a1" }, { b: "b" }, { a: "a2" }]);
  });

  it("pulls each branch one chunk ahead of its reader, and no further", async () => {
    const [left, right] = [counted(100), counted(100)];
    const chunks = await RunnableMap.from({ left: left.source, right: right.source }).stream(1);
    const reader = chunks[Symbol.asyncIterator]();
    for (let read = 0; read < 10; read++) await reader.next();
    await wait(2);
    expect(left.count.pulled + right.count.pulled).toBeLessThanOrEqual(12);
    await reader.return?.();
    expect([left.count.closed, right.count.closed]).toEqual([1, 1]);
  });

  it("ends with all outputs put together", async () => {
    const recording = recordingHandler();
    await piecesOf(RunnableMap.from({ a: () => stream("x", "y"), b: () => 1 }).stream(1, { callbacks: [recording] }));
    expect(recording.ofType("chain.end").at(-1)).toMatchObject({ outputs: { a: "xy", b: 1 }, inputs: 1 });
    assertWellFormed(recording.events);
  });

  it("is over at once if there is no branch", async () => {
    expect(await piecesOf(RunnableMap.from({}).stream(1))).toEqual([]);
  });

  it("ends every branch as cancelled when it is left, with what there was", async () => {
    const recording = recordingHandler();
    const { count, source } = counted(9);
    for await (const _ of await RunnableMap.from({ a: source, b: () => new Promise(() => undefined) }).stream(1, {
      callbacks: [recording],
    }))
      break;
    expect(recording.ofType("chain.end").map(({ tags, status, error }) => [...tags, status, error])).toEqual([
      ["map:key:a", "cancelled", undefined],
      ["map:key:b", "cancelled", undefined],
      ["cancelled", undefined],
    ]);
    expect(count.closed).toBe(1);
    assertWellFormed(recording.events);
  });

  it("cancels the others when one fails, before its reader asks on", async () => {
    const recording = recordingHandler();
    const failure = new Error("b failed");
    const { count, source } = counted(9);
    const map = RunnableMap.from({ a: source, b: async () => (await wait(2), Promise.reject(failure)) });
    const reader = (await map.stream(1, { callbacks: [recording] }))[Symbol.asyncIterator]();
    await reader.next();
    await wait(10);
    expect(recording.summary().filter((event) => event.startsWith("chain.end"))).toEqual([
      "chain.end error",
      "chain.end cancelled",
      "chain.end error",
    ]);
    expect(count.closed).toBe(1);
    await expect(reader.next()).rejects.toBe(failure);
    expect(await reader.next()).toEqual({ value: undefined, done: true });
    assertWellFormed(recording.events);
  });

  it("closes the stream of a branch that is no run of ours", async () => {
    const { count, source } = counted(9);
    class Foreign extends Runnable<number, number> {
      lc_namespace = ["example"];
      override invoke = (n: number) => Promise.resolve(n);
      override stream = () =>
        Promise.resolve(new IterableReadableStream(source() as never) as IterableReadableStream<number>);
    }
    const failing = RunnableMap.from({
      a: new Foreign(),
      b: async () => (await wait(2), Promise.reject(new Error("b"))),
    });
    await expect(
      (async () => {
        for await (const _ of await failing.stream(1)) await wait(1);
      })(),
    ).rejects.toThrow("b");
    expect(count.closed).toBe(1);
  });

  it("rejects if none of it could be opened", async () => {
    const objection = {
      handleChainStart: () => Promise.reject(new Error("no")),
      raiseError: true,
      awaitHandlers: true,
    };
    const guarded = new RunnableLambda({ func: (n: number) => n, callbacks: [objection] });
    await expect(RunnableMap.from({ a: guarded, b: guarded }).stream(1)).rejects.toThrow("no");
  });

  it("ends when it is aborted, whatever its branches do", async () => {
    const recording = recordingHandler();
    const hang = () => new Promise<number>(() => undefined);
    const chunks = RunnableMap.from({ a: hang, b: hang }).stream(1, { callbacks: [recording], timeout: 5 });
    await expect(chunks).rejects.toMatchObject({ name: "TimeoutError" });
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(["cancelled", "cancelled", "cancelled"]);
    assertWellFormed(recording.events);
  });
});

describe("fed by a stream", () => {
  const both = RunnableMap.from({
    same: new RunnablePassthrough<string>(),
    length: async (text: string) => text.length,
  });

  it("gives each branch all of it, at its own pace", async () => {
    expect(await piecesOf(both.transform(stream("ab", "c")))).toEqual([{ same: "ab" }, { same: "c" }, { length: 3 }]);
  });

  it("says its inputs at its end", async () => {
    const recording = recordingHandler();
    await piecesOf(both.transform(stream("ab", "c"), { callbacks: [recording] }));
    expect(recording.ofType("chain.start")[0]).toMatchObject({ inputs: "", defersInputs: true });
    expect(recording.ofType("chain.end").at(-1)).toMatchObject({ inputs: "abc", outputs: { same: "abc", length: 3 } });
    assertWellFormed(recording.events);
  });

  it("pulls its source once for all branches, and closes it when it is left", async () => {
    const { count, source } = counted(9);
    const twice = RunnableMap.from({ a: new RunnablePassthrough<number>(), b: new RunnablePassthrough<number>() });
    const pieces: unknown[] = [];
    for await (const piece of twice.transform(source())) {
      pieces.push(piece);
      if (pieces.length === 4) break;
    }
    expect(pieces).toEqual([{ a: 0 }, { b: 0 }, { a: 1 }, { b: 1 }]);
    expect(count.pulled).toBeLessThanOrEqual(4);
    expect(count.closed).toBe(1);
  });

  it("fails with its source's error", async () => {
    const recording = recordingHandler();
    const failure = new Error("source failed");
    async function* failing(): AsyncGenerator<string> {
      yield "a";
      throw failure;
    }
    await expect(piecesOf(both.transform(failing(), { callbacks: [recording] }))).rejects.toBe(failure);
    expect(recording.ofType("chain.end").at(-1)).toMatchObject({ status: "error", error: failure });
    assertWellFormed(recording.events);
  });
});
