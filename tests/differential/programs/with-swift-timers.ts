/** Long waits, as those between two attempts, take a hundredth of their time while `body` runs. */
export async function withSwiftTimers<TResult>(body: () => Promise<TResult>): Promise<TResult> {
  const { setTimeout: original } = globalThis;
  const swift = (callback: () => void, milliseconds?: number) =>
    original(callback, milliseconds !== undefined && milliseconds >= 500 ? milliseconds / 100 : milliseconds);
  globalThis.setTimeout = Object.assign(swift, original) as typeof setTimeout;
  try {
    return await body();
  } finally {
    globalThis.setTimeout = original;
  }
}
