/** Everything a stream has to give, in order. */
export async function collect<TChunk>(stream: Promise<AsyncIterable<TChunk>>): Promise<TChunk[]> {
  const chunks: TChunk[] = [];
  for await (const chunk of await stream) chunks.push(chunk);
  return chunks;
}
