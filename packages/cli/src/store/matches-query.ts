import { isDeepStrictEqual } from "node:util";
import type { RunQuery, RunRecord } from "@earshot/trace";

/** Whether a run is what a query asks for, `text` apart. */
export function matchesQuery(run: RunRecord, query: RunQuery): boolean {
  const { metadata = {}, startedFrom = 0, startedBefore = Number.POSITIVE_INFINITY, minimumDurationMs } = query;
  return (
    isOneOf(query.rootRunIds, run.rootRunId) &&
    isOneOf(query.kinds, run.kind) &&
    isOneOf(query.names, run.name) &&
    isOneOf(query.statuses, run.status) &&
    isOneOf(query.models, run.model) &&
    (query.tags === undefined || query.tags.some((tag) => run.tags.includes(tag))) &&
    (query.sessionId === undefined || query.sessionId === run.sessionId) &&
    Object.entries(metadata).every(([key, value]) => isDeepStrictEqual(run.metadata[key], value)) &&
    run.startedAt >= startedFrom &&
    run.startedAt < startedBefore &&
    (minimumDurationMs === undefined || durationOf(run) >= minimumDurationMs)
  );
}

/** Milliseconds; of a run that has not ended, none yet. */
export function durationOf({ startedAt, endedAt }: RunRecord): number {
  return endedAt === undefined ? 0 : endedAt - startedAt;
}

function isOneOf<TValue>(wanted: readonly TValue[] | undefined, value: TValue | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value));
}
