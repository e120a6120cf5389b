export { ForeignRun, type ForeignOutcome } from "../../foreign/foreign-run.js";
export { ForeignRuns, type ForeignAudience } from "../../foreign/foreign-runs.js";
export type { ForeignStart } from "../../foreign/foreign-start.js";
