export { assertEndedOnce } from "./assert-ended-once.js";
export { assertHeard, assertNotHeard } from "./assert-heard.js";
export { assertHeardInOrder } from "./assert-heard-in-order.js";
export { assertHeardWellFormed } from "./assert-heard-well-formed.js";
export type { EventPattern, FieldPattern, Heard, RunPattern } from "../matchers/event-pattern.js";
export type { HeardOptions } from "../matchers/check-heard.js";
