import { clipPreview, previewedLength } from "../events/clip-preview.js";

/**
 * How an answer begins that is still coming, of its chunks by index: no more of it than of one that is whole, so that looking at it costs the same
 * however long it gets. A chunk that is missing leaves no mark, it may be on its way.
 */
export function previewOfChunks(chunks: ReadonlyMap<number, { readonly text?: string }>): string | undefined {
  if (chunks.size === 0) return undefined;
  let text = "";
  for (const [, chunk] of inOrder(chunks)) {
    text += chunk.text ?? "";
    if (text.length > previewedLength) break;
  }
  const preview = clipPreview(text);
  return preview === "" ? undefined : preview;
}

/** They nearly always come in order. */
function inOrder<T>(chunks: ReadonlyMap<number, T>): Iterable<readonly [number, T]> {
  let last = -Infinity;
  for (const index of chunks.keys()) {
    if (index < last) return [...chunks].sort(([left], [right]) => left - right);
    last = index;
  }
  return chunks;
}
