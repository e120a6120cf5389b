import { Pace } from "../pace/pace.js";

/** Bytes that are made text in one go: a few milliseconds. */
const pieceBytes = 256 * 1_024;

/** The text of a body in pieces, as they come. What waits to be read may be all of it: the page gets its turn between pieces. */
export async function* readText(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const pace = new Pace();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (let at = 0; at < value.length; at += pieceBytes) {
        yield decoder.decode(value.subarray(at, at + pieceBytes), { stream: true });
        await pace.rest();
      }
    }
    yield decoder.decode();
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
