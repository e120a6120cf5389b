import { feedbackKindsOf } from "../store/feedback-kinds.js";
import type { RunQuery } from "../store/run-query.js";
import type { RunRecord } from "../schema/run-record.js";

type Conditions = Omit<RunQuery, "scope" | "order" | "limit" | "cursor" | "text">;

/** Whether all conditions of a query hold for a run, its scope and text apart. */
export function matchesQuery(run: RunRecord, query: Conditions): boolean {
  const { startedFrom = -Infinity, startedBefore = Infinity, minimumDurationMs = 0 } = query;
  if (run.startedAt < startedFrom || run.startedAt >= startedBefore) return false;
  if (minimumDurationMs > 0 && (run.endedAt ?? -Infinity) - run.startedAt < minimumDurationMs) return false;
  if (!run.runId.startsWith(query.runIdPrefix ?? "")) return false;
  if (query.sessionId !== undefined && query.sessionId !== run.sessionId) return false;
  if (query.tags !== undefined && !query.tags.some((tag) => run.tags.includes(tag))) return false;
  if (query.feedback !== undefined && !feedbackKindsOf(run).some((kind) => query.feedback?.includes(kind)))
    return false;
  return (
    isAmong(query.rootRunIds, run.rootRunId) &&
    isAmong(query.kinds, run.kind) &&
    isAmong(query.names, run.name) &&
    isAmong(query.statuses, run.status) &&
    isAmong(query.models, run.model) &&
    Object.entries(query.metadata ?? {}).every(
      ([key, value]) => Object.hasOwn(run.metadata, key) && JSON.stringify(run.metadata[key]) === JSON.stringify(value),
    )
  );
}

function isAmong<TValue>(values: readonly TValue[] | undefined, value: TValue | undefined): boolean {
  return values === undefined || (value !== undefined && values.includes(value));
}
