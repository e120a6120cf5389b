// What a page needs of a trace: its shape, and what makes runs of events. Nothing here knows of stores or of Node.
export { isRootRun } from "../schema/is-root-run.js";
export type { RecordStatus, RunRecord, RunTotals } from "../schema/run-record.js";
export type { JsonValue, TraceCost, TraceError, TraceEvent, TraceFeedback, TraceUsage } from "../schema/trace-event.js";
export { feedbackKinds, feedbackKindsOf, type FeedbackKind } from "../store/feedback-kinds.js";
export type { RunPage, RunQuery } from "../store/run-query.js";
export type { StatisticsQuery, StatisticsRow } from "../store/statistics.js";
export type { TraceChanges } from "../store/trace-store.js";
export { recordOfDraft } from "../reducer/record-of-draft.js";
export { reduceEvents, type RunDrafts } from "../reducer/reduce-events.js";
export type { RunDraft } from "../reducer/run-draft.js";
export { callKinds } from "../reducer/run-totals.js";
export { sumAmounts } from "../reducer/sum-amounts.js";
export { traceTree, traceTreeInSteps, type TraceNode } from "../reducer/trace-tree.js";
