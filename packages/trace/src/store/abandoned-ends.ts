import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";

/** A day: people who are asked something may sleep over it. */
export const abandonedAfterMs = 86_400_000;

/**
 * The ends of runs that nothing was heard of for long, as those of a process that was killed. Should such a run end after all, its own end counts: it
 * has the lower `seq`.
 *
 * @param time of the last event of their trace
 */
export function abandonedEnds(runs: readonly RunRecord[], time: number): readonly TraceEvent[] {
  return runs
    .filter(({ status }) => status === "running")
    .map(({ runId, parentRunId, rootRunId, kind, runType, name, tags, metadata, visibility, source }) => ({
      type: `${kind}.end` as TraceEvent["type"],
      runId,
      ...(parentRunId === undefined ? {} : { parentRunId }),
      rootRunId,
      seq: Number.MAX_SAFE_INTEGER,
      time,
      kind,
      ...(runType === undefined ? {} : { runType }),
      name,
      tags,
      metadata,
      visibility,
      source,
      status: "cancelled",
      error: {
        name: "Abandoned",
        message: "Nothing more was heard of this run for long. Its process has ended, or could not write.",
      },
    }));
}
