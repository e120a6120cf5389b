import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { createCountedSignal } from "../../tests/support/create-counted-signal.js";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { startOptions } from "../../tests/support/start-options.js";
import { wait } from "../../tests/support/wait.js";
import { Interrupt } from "../exports/errors.js";
import { run, runStream, type RunHandle, type RunnableConfig } from "../exports/events.js";

const failure = new Error("own");
type Body = (handle: RunHandle) => AsyncIterable<string>;

const letters: Body = async function* () {
  yield "a";
  yield "b";
  yield "c";
};

/** Opens a stream with a recording handler. */
function openStream(body: Body, config: RunnableConfig = {}) {
  const recording = recordingHandler();
  const stream = runStream(startOptions.tool, body, { ...config, callbacks: [recording] });
  return { recording, stream };
}

/** Reads a stream, doing `each` with every chunk. */
async function consume(
  stream: AsyncIterable<string>,
  each: (chunk: string) => unknown = () => undefined,
): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
    if ((await each(chunk)) === "break") break;
  }
  return chunks;
}

describe("a stream that is read to its end", () => {
  it("says its start at the first pull, each chunk before the consumer has it, and one end with all of it", async () => {
    const { recording, stream } = openStream(letters);
    expect(recording.events).toEqual([]);
    const seen: number[] = [];
    expect(await consume(stream, () => void seen.push(recording.ofType("tool.delta").length))).toEqual(["a", "b", "c"]);
    expect(seen).toEqual([1, 2, 3]);
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.delta", "tool.delta", "tool.end ok"]);
    expect(recording.ofType("tool.delta").map(({ chunk, index }) => [chunk, index])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
    ]);
    expect(recording.ofType("tool.end")[0]?.output).toBe("abc");
    assertWellFormed(recording.events);
  });

  it("stays over", async () => {
    const { recording, stream } = openStream(letters);
    await consume(stream);
    expect(await stream.next()).toEqual({ value: undefined, done: true });
    expect(await stream.return()).toEqual({ value: undefined, done: true });
    expect(recording.ofType("tool.end")).toHaveLength(1);
  });

  it("may be empty, and may yield anything", async () => {
    const recording = recordingHandler();
    for await (const _ of runStream(startOptions.chain, async function* () {}, { callbacks: [recording] }));
    for await (const _ of runStream(
      startOptions.chain,
      async function* () {
        yield undefined;
        yield 1;
      },
      { callbacks: [recording] },
    ));
    expect(recording.ofType("chain.end").map(({ outputs }) => outputs)).toEqual(["", [undefined, 1]]);
  });

  it("says a model's deltas with text, parts and the time of the first", async () => {
    const recording = recordingHandler();
    const options = {
      ...startOptions.chat_model,
      combine: (chunks: readonly unknown[]) => ({ generations: [[{ text: String(chunks.length) }]] }),
    };
    const before = Date.now();
    for await (const _ of runStream(
      options,
      async function* () {
        yield "a";
        yield { text: "b" };
        yield { text: "" };
        yield null;
      },
      { callbacks: [recording] },
    ));
    expect(recording.ofType("chat_model.delta").map(({ text, index, parts }) => [text, index, parts])).toEqual([
      ["a", 0, [{ type: "text", text: "a" }]],
      ["b", 1, [{ type: "text", text: "b" }]],
      ["", 2, []],
      ["", 3, []],
    ]);
    const [end] = recording.ofType("chat_model.end");
    expect(end?.result).toEqual({ generations: [[{ text: "4" }]] });
    expect(end?.firstTokenAt).toBeGreaterThanOrEqual(before);
  });
});

describe("a consumer that leaves", () => {
  it.each<[string, (stream: AsyncIterableIterator<string>) => Promise<unknown>, unknown]>([
    ["by break", (stream) => consume(stream, () => "break"), { value: ["a"] }],
    [
      "by a throw in its loop",
      (stream) =>
        consume(stream, () => {
          throw failure;
        }),
      { error: failure },
    ],
    [
      "by return()",
      async (stream) => {
        await stream.next();
        return stream.return?.();
      },
      { value: { value: undefined, done: true } },
    ],
    [
      "by throw()",
      async (stream) => {
        await stream.next();
        return stream.throw?.(failure);
      },
      { error: failure },
    ],
  ])(
    "%s ends the run as cancelled, with the output so far and no error; the body is closed",
    async (_, leave, expected) => {
      let closed = false;
      let signal: AbortSignal | undefined;
      const { recording, stream } = openStream(async function* (handle) {
        signal = handle.signal;
        try {
          yield* letters(handle);
        } finally {
          closed = true;
        }
      });
      expect(await outcomeOf(leave(stream))).toEqual(expected);
      expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
      expect(recording.ofType("tool.end")[0]).toMatchObject({ output: "a", error: undefined });
      expect({ closed, aborted: signal?.aborted }).toEqual({ closed: true, aborted: true });
      assertWellFormed(recording.events);
      expect(await stream.next()).toEqual({ value: undefined, done: true });
    },
  );

  it("is told as an end, not as an error, to LangChain's methods", async () => {
    const calls: unknown[] = [];
    const scribe = {
      handleToolEnd: (output: unknown) => void calls.push(["end", output]),
      handleToolError: () => void calls.push("error"),
    };
    await consume(runStream(startOptions.tool, letters, { callbacks: [scribe] }), () => "break");
    expect(calls).toEqual([["end", "a"]]);
  });

  it("while a body that heeds its signal is at work: the pending pull is over at once", async () => {
    const { recording, stream } = openStream(async function* (handle) {
      yield "a";
      await new Promise((_, reject) =>
        handle.signal.addEventListener("abort", () => reject(handle.signal.reason as Error)),
      );
    });
    await stream.next();
    const pull = outcomeOf(stream.next());
    const left = outcomeOf(stream.return());
    expect(await left).toEqual({ value: { value: undefined, done: true } });
    expect(await pull).toEqual({ value: { value: undefined, done: true } });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  });

  it("of a source whose return() throws or rejects is not told", async () => {
    for (const close of [
      () => {
        throw failure;
      },
      () => Promise.reject(failure),
    ]) {
      const source: AsyncIterable<string> = {
        [Symbol.asyncIterator]: () => ({ next: async () => ({ value: "a", done: false }), return: close }),
      };
      const { recording, stream } = openStream(() => source);
      expect(await outcomeOf(consume(stream, () => "break"))).toEqual({ value: ["a"] });
      expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
    }
  });
});

describe("a body that fails", () => {
  it.each<[string, Body, string[]]>([
    [
      "before the first chunk",
      async function* () {
        throw failure;
      },
      [],
    ],
    [
      "after a chunk",
      async function* () {
        yield "a";
        throw failure;
      },
      ["a"],
    ],
    [
      "before it is a generator",
      () => {
        throw failure;
      },
      [],
    ],
  ])("%s ends the run with that error", async (_, body, chunks) => {
    const got: string[] = [];
    const { recording, stream } = openStream(body);
    expect(await outcomeOf(consume(stream, (chunk) => void got.push(chunk)))).toEqual({ error: failure });
    expect(got).toEqual(chunks);
    expect(recording.summary()).toEqual(["tool.start", ...chunks.map(() => "tool.delta"), "tool.end error"]);
    expect(recording.ofType("tool.end")[0]?.error).toBe(failure);
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  it("with an interrupt is interrupted", async () => {
    const { recording, stream } = openStream(async function* () {
      yield "a";
      throw new Interrupt("approve");
    });
    expect(await outcomeOf(consume(stream))).toMatchObject({ error: { code: "INTERRUPT" } });
    expect(recording.summary().at(-1)).toBe("tool.end interrupted");
  });
});

describe("an abort", () => {
  it("before the first pull: the body is not called", async () => {
    let began = false;
    const { recording, stream } = openStream(
      async function* () {
        began = true;
        yield "a";
      },
      { signal: AbortSignal.abort() },
    );
    expect(await outcomeOf(stream.next())).toMatchObject({ error: { name: "AbortError" } });
    expect(recording.summary()).toEqual(["tool.start", "tool.end cancelled"]);
    expect(began).toBe(false);
  });

  it("during a pull rejects it, even if the body never notices", async () => {
    const controller = new AbortController();
    const { recording, stream } = openStream(
      async function* () {
        yield "a";
        await new Promise(() => undefined);
      },
      { signal: controller.signal },
    );
    await stream.next();
    const pull = outcomeOf(stream.next());
    controller.abort();
    expect(await pull).toMatchObject({ error: { name: "AbortError" } });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
    expect(recording.ofType("tool.end")[0]).toMatchObject({ output: "a", error: { name: "AbortError" } });
    expect(await stream.next()).toEqual({ value: undefined, done: true });
  });

  it("in the loop's body rejects the next pull", async () => {
    const controller = new AbortController();
    const { recording, stream } = openStream(letters, { signal: controller.signal });
    expect(await outcomeOf(consume(stream, () => controller.abort()))).toMatchObject({ error: { name: "AbortError" } });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  });

  it("of a timeout, likewise", async () => {
    const { recording, stream } = openStream(
      async function* () {
        yield "a";
        await wait(1000);
      },
      { timeout: 10 },
    );
    expect(await outcomeOf(consume(stream))).toMatchObject({ error: { name: "TimeoutError" } });
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  });

  it("lets nothing out that the body says or throws afterwards", async () => {
    const controller = new AbortController();
    const { recording, stream } = openStream(
      async function* (handle) {
        yield "a";
        await wait(10);
        await handle.text("late");
        yield "late";
        throw failure;
      },
      { signal: controller.signal },
    );
    await stream.next();
    const pull = outcomeOf(stream.next());
    controller.abort();
    await pull;
    await wait(30);
    expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
  });
});

describe("streams within streams", () => {
  const nested: Body = async function* (handle) {
    yield* runStream({ ...startOptions.tool, name: "inner" }, letters, handle.config);
  };

  it.each<[string, () => unknown, string]>([
    ["break", () => "break", "cancelled"],
    ["end", () => undefined, "ok"],
  ])("a consumer's %s ends them innermost first", async (_, each, status) => {
    const { recording, stream } = openStream(nested);
    await consume(stream, each);
    assertWellFormed(recording.events);
    expect(recording.ofType("tool.end").map((event) => [event.name, event.status])).toEqual([
      ["inner", status],
      ["tool", status],
    ]);
  });

  it("an inner failure fails both", async () => {
    const { recording, stream } = openStream(async function* (handle) {
      yield* runStream(
        { ...startOptions.tool, name: "inner" },
        async function* () {
          yield "a";
          throw failure;
        },
        handle.config,
      );
    });
    expect(await outcomeOf(consume(stream))).toEqual({ error: failure });
    expect(recording.ofType("tool.end").map((event) => [event.name, event.status, event.error])).toEqual([
      ["inner", "error", failure],
      ["tool", "error", failure],
    ]);
  });
});

describe("nothing is left behind", () => {
  it("on a long-lived signal, however the stream ends", async () => {
    const { signal, listeners } = createCountedSignal();
    await consume(openStream(letters, { signal }).stream);
    await consume(openStream(letters, { signal }).stream, () => "break");
    await outcomeOf(
      consume(openStream(letters, { signal }).stream, () => {
        throw failure;
      }),
    );
    await outcomeOf(
      consume(
        openStream(
          async function* () {
            yield "a";
            throw failure;
          },
          { signal },
        ).stream,
      ),
    );
    await outcomeOf(
      consume(
        openStream(
          async function* () {
            yield "a";
            await wait(1000);
          },
          { signal, timeout: 5 },
        ).stream,
      ),
    );
    await outcomeOf(openStream(letters, { signal }).stream.return());
    expect(listeners()).toBe(0);
  });
});

it("an unheard stream is a stream all the same", async () => {
  let closed = false;
  const body: Body = async function* (handle) {
    try {
      yield* letters(handle);
    } finally {
      closed = true;
    }
  };
  expect(await consume(runStream(startOptions.tool, body))).toEqual(["a", "b", "c"]);
  closed = false;
  expect(await consume(runStream(startOptions.tool, body), () => "break")).toEqual(["a"]);
  expect(closed).toBe(true);
  expect(
    await outcomeOf(
      consume(
        runStream(startOptions.tool, async function* () {
          yield "a";
          throw failure;
        }),
      ),
    ),
  ).toEqual({ error: failure });
});

it("a run within a stream, and a stream within a run, belong together", async () => {
  const recording = recordingHandler();
  await run(
    startOptions.chain,
    async (handle) => {
      for await (const _ of runStream(
        startOptions.tool,
        async function* (inner) {
          yield await run(startOptions.retriever, () => [], inner.config);
        },
        handle.config,
      ));
    },
    { callbacks: [recording] },
  );
  assertWellFormed(recording.events);
  expect(recording.summary()).toEqual([
    "chain.start",
    "tool.start",
    "retriever.start",
    "retriever.end ok",
    "tool.delta",
    "tool.end ok",
    "chain.end ok",
  ]);
});
