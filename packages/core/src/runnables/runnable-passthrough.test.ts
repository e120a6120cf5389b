import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { RunnableLambda, RunnablePassthrough, RunnableSequence, type RunnableConfig } from "../exports/runnables.js";
import { piecesOf, streamOf } from "../../tests/support/pieces-of.js";

describe("RunnablePassthrough", () => {
  it("hands on the very input", async () => {
    const input = { a: 1 };
    const pass = new RunnablePassthrough<typeof input>();
    expect(await pass.invoke(input)).toBe(input);
    expect((await piecesOf(pass.stream(input)))[0]).toBe(input);
    expect(await pass.batch([input, input], { maxConcurrency: 1 })).toEqual([input, input]);
  });

  it("hands a stream on chunk by chunk, as a stage of it", async () => {
    const recording = recordingHandler();
    const pass = new RunnablePassthrough<string>();
    expect(await piecesOf(pass.transform(streamOf("a", "b"), { callbacks: [recording] }))).toEqual(["a", "b"]);
    expect(recording.ofType("chain.start")).toMatchObject([{ inputs: "", defersInputs: true }]);
    expect(recording.ofType("chain.end")).toMatchObject([{ inputs: "ab", outputs: "ab", status: "ok" }]);
  });

  it("calls its function once with the whole input and a config, and waits for it", async () => {
    const calls: unknown[] = [];
    const child = RunnableLambda.from((text: string) => text);
    const func = async (text: string, config: RunnableConfig) => void calls.push(await child.invoke(text, config));
    const pass = new RunnablePassthrough({ func });
    const recording = recordingHandler();
    expect(await pass.invoke("a", { callbacks: [recording] })).toBe("a");
    expect(await piecesOf(pass.stream("b"))).toEqual(["b"]);
    expect(await piecesOf(pass.transform(streamOf("c", "d")))).toEqual(["c", "d"]);
    expect(calls).toEqual(["a", "b", "cd"]);
    const [own, below] = recording.ofType("chain.start");
    expect(below?.parentRunId).toBe(own?.runId);
    assertWellFormed(recording.events);
  });

  it("fails with its function, heard", async () => {
    const failing = new RunnablePassthrough({ func: () => Promise.reject(new Error("func failed")) });
    const recording = recordingHandler();
    await expect(failing.invoke("a", { callbacks: [recording] })).rejects.toThrow("func failed");
    await expect(piecesOf(failing.stream("a", { callbacks: [recording] }))).rejects.toThrow("func failed");
    await expect(piecesOf(failing.transform(streamOf("a"), { callbacks: [recording] }))).rejects.toThrow("func failed");
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(["error", "error", "error"]);
  });

  it("doesn't call its function for a stream that is left, and closes what feeds it", async () => {
    let [called, closed] = [false, false];
    async function* source(): AsyncGenerator<string> {
      try {
        yield* ["a", "b"];
      } finally {
        closed = true;
      }
    }
    const recording = recordingHandler();
    const pass = new RunnablePassthrough<string>({ func: () => (called = true) });
    for await (const _ of pass.transform(source(), { callbacks: [recording] })) break;
    expect([called, closed]).toEqual([false, true]);
    expect(recording.ofType("chain.end")).toMatchObject([{ status: "cancelled", outputs: "a", inputs: "a" }]);
  });

  it("lets the chunks of a sequence through", async () => {
    const chain = RunnableSequence.from([
      () => streamOf("a", "b"),
      new RunnablePassthrough(),
      new RunnablePassthrough(),
    ]);
    expect(await piecesOf(chain.stream(1))).toEqual(["a", "b"]);
  });
});
