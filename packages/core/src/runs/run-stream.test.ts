import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { startOptions } from "../../tests/support/start-options.js";
import { Interrupt } from "../exports/errors.js";
import { run, runStream } from "../exports/events.js";
import { letters } from "../../tests/support/letters.js";
import { openStream, type StreamBody } from "../../tests/support/open-stream.js";
import { readStream } from "../../tests/support/read-stream.js";

const failure = new Error("own");

describe("a stream that is read to its end", () => {
  it("says its start at the first pull, each chunk before the consumer has it, and one end with all of it", async () => {
    const { recording, stream } = openStream(letters);
    expect(recording.events).toEqual([]);
    const seen: number[] = [];
    expect(await readStream(stream, () => void seen.push(recording.ofType("tool.delta").length))).toEqual([
      "a",
      "b",
      "c",
    ]);
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
    await readStream(stream);
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

describe("a body that fails", () => {
  it.each<[string, StreamBody, string[]]>([
    [
      "before the first chunk",
      // oxlint-disable-next-line require-yield -- it fails before it has anything to yield
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
    expect(await outcomeOf(readStream(stream, (chunk) => void got.push(chunk)))).toEqual({ error: failure });
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
    expect(await outcomeOf(readStream(stream))).toMatchObject({ error: { code: "INTERRUPT" } });
    expect(recording.summary().at(-1)).toBe("tool.end interrupted");
  });
});

it("an unheard stream is a stream all the same", async () => {
  let closed = false;
  const body: StreamBody = async function* () {
    try {
      yield* letters();
    } finally {
      closed = true;
    }
  };
  expect(await readStream(runStream(startOptions.tool, body))).toEqual(["a", "b", "c"]);
  closed = false;
  expect(await readStream(runStream(startOptions.tool, body), () => "break")).toEqual(["a"]);
  expect(closed).toBe(true);
  expect(
    await outcomeOf(
      readStream(
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
