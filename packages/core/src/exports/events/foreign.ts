export {
  toldThrough,
  type ForeignCallbacks,
  type ForeignManager,
  type ForeignRunManager,
} from "../../foreign/foreign-callbacks.js";
export { foreignPlaces, type ForeignPlace } from "../../foreign/foreign-places.js";
export { ForeignRun, type ForeignOutcome } from "../../foreign/foreign-run.js";
export { ForeignRuns, type ForeignAudience } from "../../foreign/foreign-runs.js";
export type { ForeignStart } from "../../foreign/foreign-start.js";
