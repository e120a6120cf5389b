import type { RunRecord } from "@earshot/trace";

/** The ids of a run and of all that are below it; of a trace's id, which is none of a run, all. */
export function runsBelow(runs: readonly RunRecord[], runId: string): ReadonlySet<string> {
  if (!runs.some((run) => run.runId === runId)) return new Set(runs.map((run) => run.runId));
  const children = new Map<string, string[]>();
  for (const run of runs)
    if (run.parentRunId !== undefined)
      children.set(run.parentRunId, [...(children.get(run.parentRunId) ?? []), run.runId]);
  const found = new Set([runId]);
  // A set is gone through to what is added to it meanwhile; runs that name each other as their parents are met once.
  for (const each of found) for (const child of children.get(each) ?? []) found.add(child);
  return found;
}
