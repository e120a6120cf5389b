import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it, vi } from "vitest";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { IterableReadableStream } from "../../src/exports/runnables.js";
import { FakeChatModel, providerError } from "./support/fake-chat-model.js";

const open = (fields = {}) => {
  const recording = recordingHandler();
  const model = new FakeChatModel({ chunks: ["a", "b", "c"], ...fields });
  return { recording, model, stream: model.pipe(new StringOutputParser()).stream("hi", { callbacks: [recording] }) };
};

async function readAll(stream: ReadableStream<string>): Promise<string[]> {
  const reader = stream.getReader();
  const pieces: string[] = [];
  for (let read = await reader.read(); !read.done; read = await reader.read()) pieces.push(read.value);
  return pieces;
}

describe("what stream() answers", () => {
  it("is a real ReadableStream that can be read, and iterated as well", async () => {
    const { stream, recording } = open();
    const opened = await stream;
    expect(opened).toBeInstanceOf(ReadableStream);
    expect(opened).toBeInstanceOf(IterableReadableStream);
    expect(await readAll(opened)).toEqual(["a", "b", "c"]);
    assertWellFormed(recording.events);
  });

  it("pulls nothing ahead of its reader but the first chunk", async () => {
    const { stream, recording } = open();
    const reader = (await stream).getReader();
    expect(recording.ofType("chat_model.delta")).toHaveLength(1);
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(recording.ofType("chat_model.delta")).toHaveLength(1);
    await reader.cancel();
    assertWellFormed(recording.events);
  });

  it("can be read in part and iterated on", async () => {
    const stream = await open().stream;
    const reader = stream.getReader();
    expect(await reader.read()).toEqual({ value: "a", done: false });
    reader.releaseLock();
    const pieces: string[] = [];
    for await (const piece of stream) pieces.push(piece);
    expect(pieces).toEqual(["b", "c"]);
  });

  it("can be iterated by hand, as its own iterator, and left", async () => {
    const { stream, recording } = open();
    const opened = await stream;
    expect(await opened.next()).toEqual({ value: "a", done: false });
    expect(await opened.next()).toEqual({ value: "b", done: false });
    expect(await opened.return()).toEqual({ value: undefined, done: true });
    expect(await opened.next()).toEqual({ value: undefined, done: true });
    expect(recording.ofType("chat_model.end")).toMatchObject([{ status: "cancelled" }]);
    assertWellFormed(recording.events);
  });

  it("can be teed, each branch with all of it", async () => {
    const { stream, recording } = open();
    const branches = (await stream).tee();
    expect(await Promise.all(branches.map(readAll))).toEqual([
      ["a", "b", "c"],
      ["a", "b", "c"],
    ]);
    assertWellFormed(recording.events);
  });

  it("can be piped through a transformer, and is left when that is", async () => {
    const upper = () =>
      new TransformStream<string, string>({
        transform: (piece, controller) => controller.enqueue(piece.toUpperCase()),
      });
    expect(await readAll((await open().stream).pipeThrough(upper()))).toEqual(["A", "B", "C"]);
    const { stream, recording, model } = open();
    const reader = (await stream).pipeThrough(upper()).getReader();
    await reader.read();
    await reader.cancel();
    await vi.waitFor(() => expect(model.open).toBe(0)); // the platform cancels through a pipe without telling when
    assertWellFormed(recording.events);
  });

  it("can be the body of a response", async () => {
    const stream = (await open().stream).pipeThrough(new TextEncoderStream());
    expect(await new Response(stream).text()).toBe("abc");
  });

  it("fails its reader with the very error, once; then it is over", async () => {
    const reader = (await open({ failsAt: 1 }).stream).getReader();
    await reader.read();
    await expect(reader.read()).rejects.toBe(providerError);
    const iterator = (await open({ failsAt: 1 }).stream)[Symbol.asyncIterator]();
    await iterator.next();
    await expect(iterator.next()).rejects.toBe(providerError);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  it("ends for good when it is left: nothing more comes, and leaving again changes nothing", async () => {
    const { stream, recording } = open();
    const iterator = (await stream)[Symbol.asyncIterator]();
    await iterator.next();
    expect(await iterator.return?.()).toEqual({ value: undefined, done: true });
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(await iterator.return?.()).toEqual({ value: undefined, done: true });
    expect(recording.ofType("chain.end")).toHaveLength(2);
  });
});
