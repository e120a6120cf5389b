export { failedOnlyHandler } from "./failed-only-handler.js";
export type { FailedOnlyOptions } from "./held-trees.js";
export type { HoldingHandler } from "./holding-handler.js";
export { InvalidRateError } from "./invalid-rate-error.js";
export { rootShare } from "./root-share.js";
export { sampleHandler, type SampleOptions } from "./sample-handler.js";
