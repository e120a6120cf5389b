export type { RecordStatus, RunRecord, RunTotals } from "./schema/run-record.js";
export type { JsonValue, TraceCost, TraceError, TraceEvent, TraceFeedback, TraceUsage } from "./schema/trace-event.js";
export type { RunPage, RunQuery } from "./store/run-query.js";
export type { StatisticsQuery, StatisticsRow } from "./store/statistics.js";
export { TraceStoreError } from "./store/trace-store-error.js";
export type { Retention, TraceChanges, TraceStore } from "./store/trace-store.js";
