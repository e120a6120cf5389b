import { within } from "./time-limits.js";

/** Everything that a stream gives, within a time. */
export async function readAll<TChunk>(stream: Promise<AsyncIterable<TChunk>>): Promise<TChunk[]> {
  return readEach(await within(stream, "opening the stream"));
}

/** The same of a stream that is there already. */
export function readEach<TChunk>(stream: AsyncIterable<TChunk>): Promise<TChunk[]> {
  const read = async (): Promise<TChunk[]> => {
    const chunks: TChunk[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return chunks;
  };
  return within(read(), "reading the stream");
}
