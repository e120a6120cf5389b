/** A whole value as a stream. */
export async function* oneChunk<TChunk>(chunk: TChunk): AsyncGenerator<TChunk, undefined> {
  yield chunk;
  return undefined;
}
