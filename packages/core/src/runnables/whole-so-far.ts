const wholes = new WeakSet<object>();

/** Marks a chunk of a stream as the whole there is so far: it takes the place of the chunks before it, wherever they are put together. */
export function wholeSoFar<TChunk>(chunk: TChunk): TChunk {
  if (typeof chunk === "object" && chunk !== null) wholes.add(chunk);
  return chunk;
}

/** True for a chunk that {@link wholeSoFar} has marked. */
export const isWholeSoFar = (chunk: unknown): boolean => wholes.has(chunk as object);
