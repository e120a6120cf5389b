import type { RunRecord } from "../schema/run-record.js";
import type { TraceEvent } from "../schema/trace-event.js";
import type { WritingProcess } from "./writing-process.js";

/** A day: people who are asked something may sleep over it. */
export const abandonedAfterMs = 86_400_000;

/** Which runs of a trace are ended, and when they were. */
export interface Abandonment {
  /** Of the last event of the trace. */
  readonly time: number;
  /** By what the runs name as their writer: of those alone. Without it, of all. */
  readonly lost?: ReadonlyMap<string, WritingProcess>;
}

/**
 * The ends of running runs that nobody will end, as those of a process that was killed. Should such a run end after all, its own end counts: it has the
 * lower `seq`.
 */
export function abandonedEnds(runs: readonly RunRecord[], { time, lost }: Abandonment): readonly TraceEvent[] {
  return runs
    .filter(({ status, writer }) => status === "running" && (lost === undefined || lost.has(writer ?? "")))
    .map(({ runId, parentRunId, rootRunId, kind, runType, name, tags, metadata, visibility, source, writer }) => ({
      type: `${kind}.end` as TraceEvent["type"],
      runId,
      ...(parentRunId === undefined ? {} : { parentRunId }),
      rootRunId,
      seq: Number.MAX_SAFE_INTEGER,
      time: Math.max(time, lost?.get(writer ?? "")?.time ?? -Infinity),
      kind,
      ...(runType === undefined ? {} : { runType }),
      name,
      tags,
      metadata,
      visibility,
      source,
      status: "cancelled",
      error: { name: "Abandoned", message: reasonOf(lost?.get(writer ?? "")) },
    }));
}

function reasonOf(lost: WritingProcess | undefined): string {
  if (lost === undefined)
    return "Nothing more was heard of this run for long. Its process has ended, or could not write.";
  const pid = lost.pid === undefined ? "" : ` (pid ${lost.pid})`;
  return `The process of this run${pid} was killed, or ended without ending it. It was last heard of at ${new Date(lost.time).toISOString()}.`;
}
