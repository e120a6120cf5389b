import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RunnableGenerator, RunnableLambda, RunnablePassthrough } from "../exports/runnables.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

/** Letters that say when they are made and whether their stream was closed. */
function letters() {
  const seen: string[] = [];
  const source = RunnableLambda.from(async function* (word: string) {
    try {
      for (const letter of word) {
        seen.push(`make ${letter}`);
        yield letter;
      }
    } finally {
      seen.push("closed");
    }
  });
  return { seen, source };
}

const upper = RunnableGenerator.from(async function* (input: AsyncIterable<string>) {
  for await (const letter of input) yield letter.toUpperCase();
});

describe("RunnableGenerator", () => {
  it("turns chunks into chunks as they come", async () => {
    const { seen, source } = letters();
    for await (const letter of await source.pipe(upper).stream("ab")) seen.push(`take ${letter}`);
    expect(seen).toEqual(["make a", "take A", "make b", "take B", "closed"]);
  });

  it("takes a whole input as a stream of one, and puts its output together when it is invoked", async () => {
    const twice = RunnableGenerator.from(async function* (input: AsyncIterable<string>) {
      for await (const text of input) yield* [text, text];
    });
    expect(await twice.invoke("ab")).toBe("abab");
    expect(await piecesOf(twice.stream("ab"))).toEqual(["ab", "ab"]);
    expect(await twice.batch(["a", "b"], { maxConcurrency: 1 })).toEqual(["aa", "bb"]);
  });

  it("says its inputs and outputs at its end", async () => {
    const recording = recordingHandler();
    const { source } = letters();
    const named = RunnableGenerator.from(upper.transformer, { name: "upper", tags: ["own"] });
    await piecesOf(source.pipe(named).stream("ab", { callbacks: [recording] }));
    expect(recording.ofType("chain.start").at(-1)).toMatchObject({ name: "upper", inputs: "", defersInputs: true });
    expect(recording.ofType("chain.end")).toMatchObject([
      { outputs: "ab" },
      { name: "upper", inputs: "ab", outputs: "AB", tags: ["seq:step:2", "own"] },
      { outputs: "AB" },
    ]);
    assertWellFormed(recording.events);
  });

  it("is given a config, with which what it invokes belongs below it", async () => {
    const recording = recordingHandler();
    const child = RunnableLambda.from((text: string) => `${text}!`, { name: "child" });
    const asking = RunnableGenerator.from(async function* (input: AsyncIterable<string>, config) {
      for await (const text of input) yield await child.invoke(text, config);
    });
    const chunks = asking.pipe(new RunnablePassthrough<string>()).stream("a", { callbacks: [recording] });
    expect(await piecesOf(chunks)).toEqual(["a!"]);
    const [, own] = recording.ofType("chain.start");
    expect(recording.ofType("chain.start").find(({ name }) => name === "child")?.parentRunId).toBe(own?.runId);
    assertWellFormed(recording.events);
  });

  it("closes its input when it is left", async () => {
    const recording = recordingHandler();
    const { seen, source } = letters();
    for await (const _ of await source.pipe(upper).stream("abc", { callbacks: [recording] })) break;
    expect(seen).toEqual(["make a", "closed"]);
    expect(recording.ofType("chain.end").map(({ status, outputs }) => [status, outputs])).toEqual([
      ["cancelled", "a"],
      ["cancelled", "A"],
      ["cancelled", "A"],
    ]);
    assertWellFormed(recording.events);
  });

  it("lets go of the input that it doesn't read to the end", async () => {
    const { seen, source } = letters();
    const recording = recordingHandler();
    const first = RunnableGenerator.from(async function* (input: AsyncIterable<string>) {
      const { value } = await input[Symbol.asyncIterator]().next();
      yield value as string;
    });
    expect(await piecesOf(source.pipe(first).stream("abc", { callbacks: [recording] }))).toEqual(["a"]);
    expect(seen).toEqual(["make a", "closed"]);
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(["cancelled", "ok", "ok"]);
    assertWellFormed(recording.events);
  });

  it("fails with its own error, which closes its input, or with its input's", async () => {
    const recording = recordingHandler();
    const { seen, source } = letters();
    // eslint-disable-next-line require-yield -- it fails before it has anything to yield
    const failing = RunnableGenerator.from(async function* (input: AsyncIterable<string>): AsyncGenerator<string> {
      for await (const _ of input) throw new Error("transform failed");
    });
    await expect(source.pipe(failing).stream("ab", { callbacks: [recording] })).rejects.toThrow("transform failed");
    expect(seen).toEqual(["make a", "closed"]);
    const broken = RunnableLambda.from(() => Promise.reject<string>(new Error("input failed")));
    await expect(broken.pipe(upper).stream(1, { callbacks: [recording] })).rejects.toThrow("input failed");
    assertWellFormed(recording.events);
  });

  it("ends when it is aborted while its input is silent", async () => {
    const recording = recordingHandler();
    const silent = RunnableLambda.from(() => new Promise<string>(() => undefined));
    await expect(silent.pipe(upper).stream(1, { timeout: 5, callbacks: [recording] })).rejects.toMatchObject({
      name: "TimeoutError",
    });
    assertWellFormed(recording.events);
  });
});
