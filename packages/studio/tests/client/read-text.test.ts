import { expect, it } from "vitest";
import { readText } from "../../client/src/api/read-text.js";

const bodyOf = (...chunks: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

async function piecesOf(body: ReadableStream<Uint8Array>): Promise<readonly string[]> {
  const pieces: string[] = [];
  for await (const piece of readText(body)) pieces.push(piece);
  return pieces;
}

it("is what the body says, wherever its bytes are cut", async () => {
  const text = "Grüße, 世界 👋";
  const bytes = new TextEncoder().encode(text);
  const one = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
  expect((await piecesOf(bodyOf(...one))).join("")).toBe(text);
});

it("comes in short pieces though all of it waits, and gives the page its turn between them", async () => {
  const text = "ä text that is long, ".repeat(500_000);
  let turns = 0;
  const timer = setInterval(() => (turns += 1));
  const pieces = await piecesOf(bodyOf(new TextEncoder().encode(text)));
  clearInterval(timer);
  expect(pieces.join("")).toBe(text);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(300_000);
  expect(turns).toBeGreaterThan(0);
});

it("lets the body go when nobody reads on", async () => {
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("more ")),
    cancel: () => void (isCancelled = true),
  });
  for await (const _ of readText(body)) break;
  expect(isCancelled).toBe(true);
});
