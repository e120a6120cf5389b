import type { TraceEvent } from "../schema/trace-event.js";
import { draftOf, withEvent, type RunDraft } from "./run-draft.js";

/** All that is known of some runs, by their ids. A value: it is never changed, adding events makes another. */
export type RunDrafts = ReadonlyMap<string, RunDraft>;

/**
 * The runs with some events more. Pure; events may come in any order, with gaps, and more than once: the same set of events always
 * comes to the same runs. Answers the same object if nothing new was said, and keeps the draft of each run that was not spoken of.
 *
 * @example
 * ```ts
 * import { reduceEvents, recordOfDraft, type TraceEvent } from "@earshot/trace";
 *
 * const facts = { runId: "a", rootRunId: "a", kind: "chain", name: "ask", tags: [], metadata: {}, visibility: "user", source: "earshot" } as const;
 * const end: TraceEvent = { ...facts, type: "chain.end", seq: 1, time: 1030, status: "ok" };
 * const start: TraceEvent = { ...facts, type: "chain.start", seq: 0, time: 1000 };
 *
 * const drafts = reduceEvents(new Map(), [end, start, end]);
 * const [record] = [...drafts.values()].map(recordOfDraft);
 * console.log(record?.status, (record?.endedAt ?? 0) - (record?.startedAt ?? 0)); // => ok 30
 * ```
 */
export function reduceEvents(drafts: RunDrafts, events: Iterable<TraceEvent>): RunDrafts {
  let changed: Map<string, RunDraft> | undefined;
  const own = new Set<unknown>();
  for (const event of events) {
    const known = (changed ?? drafts).get(event.runId);
    const draft = known === undefined ? draftOf(event) : withEvent(known, event, own);
    if (draft === known) continue;
    changed ??= new Map(drafts);
    changed.set(event.runId, draft);
  }
  return changed ?? drafts;
}
