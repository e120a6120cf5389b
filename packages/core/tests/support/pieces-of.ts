/** Chunks as they come from somewhere. */
export async function* streamOf<TChunk>(...chunks: TChunk[]): AsyncGenerator<TChunk> {
  yield* chunks;
}

/** All that a stream gives. */
export async function piecesOf<TPiece>(
  pieces: PromiseLike<AsyncIterable<TPiece>> | AsyncIterable<TPiece>,
): Promise<TPiece[]> {
  const all: TPiece[] = [];
  for await (const piece of await pieces) all.push(piece);
  return all;
}
