/** How many runs are remembered after their end: late children come soon, or not at all. */
const limit = 1000;

const ended = new Set<string>();

/** Remembers that the run of this id has ended. */
export function noteEnd(runId: string): void {
  ended.delete(runId);
  ended.add(runId);
  if (ended.size > limit) for (const oldest of ended) return void ended.delete(oldest);
}

/** An id that starts again is of another run. */
export function forgetEnd(runId: string): void {
  ended.delete(runId);
}

/** True for a run that has ended lately. */
export function isOver(runId: string | undefined): boolean {
  return runId !== undefined && ended.has(runId);
}
