export { costHandler, type CostHandler, type CostHandlerOptions } from "./cost-handler.js";
export type { CostSummary, UsageSummary } from "./cost-summary.js";
export type { RunCost } from "./run-cost.js";
export type { UnknownPrice } from "../pricing/price-call.js";
export type { ModelPrice } from "../pricing/model-price.js";
export { InvalidPriceError } from "../pricing/invalid-price-error.js";
