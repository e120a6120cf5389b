/** Yields a, b and c. */
export async function* letters(): AsyncGenerator<string> {
  yield "a";
  yield "b";
  yield "c";
}
