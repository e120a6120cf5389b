import { describe, expect, it } from "vitest";
import { StreamPipe } from "../runs/stream-pipe.js";
import { ChunkAccumulator } from "./chunk-accumulator.js";
import { teeStream } from "./tee-stream.js";

function source(pieces: number) {
  const seen = { pulled: 0, closed: 0 };
  async function* generate(): AsyncGenerator<string> {
    try {
      while (seen.pulled < pieces) yield String(seen.pulled++);
    } finally {
      seen.closed++;
    }
  }
  return { seen, pipe: new StreamPipe(generate()) };
}

async function take(reader: AsyncIterator<unknown>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  for (let index = 0; index < count; index++) taken.push((await reader.next()).value);
  return taken;
}

describe("teeStream", () => {
  it("gives every reader everything, once pulled, at its own pace", async () => {
    const { seen, pipe } = source(3);
    const whole = new ChunkAccumulator();
    const [quick, slow] = teeStream(pipe, 2, whole) as [AsyncIterator<unknown>, AsyncIterator<unknown>];
    expect(await take(quick, 3)).toEqual(["0", "1", "2"]);
    expect(await take(slow, 2)).toEqual(["0", "1"]);
    expect(seen.pulled).toBe(3);
    expect(await take(slow, 2)).toEqual(["2", undefined]);
    expect(await quick.next()).toEqual({ value: undefined, done: true });
    expect(whole.value).toBe("012");
  });

  it("pulls nothing that nobody asks for, and closes the source with the last reader", async () => {
    const { seen, pipe } = source(9);
    const [first, second] = teeStream(pipe, 2, undefined) as [AsyncIterator<unknown>, AsyncIterator<unknown>];
    await take(first, 2);
    expect(seen.pulled).toBe(2);
    await first.return?.();
    await first.return?.();
    expect(seen.closed).toBe(0);
    expect(await first.next()).toEqual({ value: undefined, done: true });
    expect(await take(second, 3)).toEqual(["0", "1", "2"]);
    await second.return?.();
    expect(seen.closed).toBe(1);
  });

  it("tells every reader of the source's failure", async () => {
    const failure = new Error("source failed");
    async function* failing(): AsyncGenerator<string> {
      yield "a";
      throw failure;
    }
    const readers = teeStream(new StreamPipe(failing()), 2, undefined);
    for (const reader of readers) {
      expect(await reader.next()).toEqual({ value: "a", done: false });
      await expect(reader.next()).rejects.toBe(failure);
    }
  });
});
