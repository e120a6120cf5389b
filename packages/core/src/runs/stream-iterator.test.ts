import { assertWellFormed } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../tests/support/outcome-of.js";
import { startOptions } from "../../tests/support/start-options.js";
import { runStream } from "../exports/events.js";
import { letters } from "../../tests/support/letters.js";
import { openStream } from "../../tests/support/open-stream.js";
import { readStream } from "../../tests/support/read-stream.js";

const failure = new Error("own");

describe("a consumer that leaves", () => {
  it.each<[string, (stream: AsyncIterableIterator<string>) => Promise<unknown>, unknown]>([
    ["by break", (stream) => readStream(stream, () => "break"), { value: ["a"] }],
    [
      "by a throw in its loop",
      (stream) =>
        readStream(stream, () => {
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
          yield* letters();
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
    await readStream(runStream(startOptions.tool, letters, { callbacks: [scribe] }), () => "break");
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
      expect(await outcomeOf(readStream(stream, () => "break"))).toEqual({ value: ["a"] });
      expect(recording.summary()).toEqual(["tool.start", "tool.delta", "tool.end cancelled"]);
    }
  });
});
