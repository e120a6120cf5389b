/** What a timer can wait for at most, 25 days; it would not wait at all for longer. */
export const longestWaitMs = 2 ** 31 - 1;

/** A timer that keeps no process alive; answers what takes it back. */
export function later(milliseconds: number, act: () => void): () => void {
  if (milliseconds === Number.POSITIVE_INFINITY) return () => undefined;
  const timer = setTimeout(act, Math.min(milliseconds, longestWaitMs));
  (timer as { unref?: () => void }).unref?.();
  return () => clearTimeout(timer);
}
