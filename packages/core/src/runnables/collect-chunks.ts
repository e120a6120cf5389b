import { ChunkAccumulator } from "./chunk-accumulator.js";

/** All that a stream brings, put together. */
export async function collectChunks(chunks: AsyncIterable<unknown>): Promise<unknown> {
  const whole = new ChunkAccumulator();
  for await (const chunk of chunks) whole.add(chunk);
  return whole.value;
}
