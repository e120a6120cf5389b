import type { RunRecord } from "./run-record.js";

/**
 * Whether a run began its trace, as far as it says itself. Spans name their trace by an id of its own: that a run has it tells only of Earshot's.
 *
 * @example
 * ```ts
 * import { isRootRun } from "@earshot/trace/reducer";
 *
 * console.log(isRootRun({ runId: "t-1", rootRunId: "t" })); // => true
 * console.log(isRootRun({ runId: "t-2", rootRunId: "t", parentRunId: "t-1" })); // => false
 * ```
 */
export const isRootRun = ({
  runId,
  rootRunId,
  parentRunId,
}: Pick<RunRecord, "runId" | "rootRunId" | "parentRunId">): boolean => parentRunId === undefined || runId === rootRunId;
