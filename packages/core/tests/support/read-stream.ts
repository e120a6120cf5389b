/** Reads a stream, doing `each` with every chunk; leaves the loop when that answers "break". */
export async function readStream(
  stream: AsyncIterable<string>,
  each: (chunk: string) => unknown = () => undefined,
): Promise<string[]> {
  const chunks: string[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
    if ((await each(chunk)) === "break") break;
  }
  return chunks;
}
