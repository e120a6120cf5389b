import { signal } from "@preact/signals";
import type { RunRecord } from "@earshot/trace/reducer";
import { goTo } from "../../routing/router.js";

/** The run that waits for another to be compared with. */
export const markedRun = signal<Pick<RunRecord, "runId" | "name"> | undefined>(undefined);

/** Marks a run to be compared; with another marked already, compares the two; the same one again is no longer marked. */
export function markToCompare(run: Pick<RunRecord, "runId" | "name">): void {
  const marked = markedRun.peek();
  if (marked === undefined) {
    markedRun.value = run;
    return;
  }
  markedRun.value = undefined;
  if (marked.runId !== run.runId) goTo({ page: "compare", left: marked.runId, right: run.runId });
}
