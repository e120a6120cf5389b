/** One line as it stands in a file. */
export interface RawLine {
  /** From 1. */
  readonly number: number;
  /** Without its end; a line that is too long has none. */
  readonly text: string;
  readonly isTooLong: boolean;
}

/**
 * Splits bytes into lines, wherever the chunks are cut. What no newline follows is a line, too. Of a line with more than `maxBytes`
 * nothing is kept.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array | string>,
  maxBytes: number,
): AsyncGenerator<RawLine, void, undefined> {
  let number = 0;
  let begun: Buffer[] = [];
  let length = 0;
  const add = (piece: Buffer): void => {
    length += piece.length;
    if (length > maxBytes) begun = [];
    else if (piece.length > 0) begun.push(piece);
  };
  const take = (): RawLine => {
    const isTooLong = length > maxBytes;
    const text = Buffer.concat(begun).toString("utf8");
    begun = [];
    length = 0;
    return { number: ++number, text, isTooLong };
  };
  for await (const chunk of chunks) {
    const bytes =
      typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, from)) {
      add(bytes.subarray(from, end));
      from = end + 1;
      yield take();
    }
    add(bytes.subarray(from));
  }
  if (length > 0) yield take();
}
