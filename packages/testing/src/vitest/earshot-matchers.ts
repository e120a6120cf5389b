import type { WellFormedOptions } from "../assert-well-formed.js";
import { checkEndedOnce } from "../matchers/check-ended-once.js";
import { checkHeard, type HeardOptions } from "../matchers/check-heard.js";
import { checkHeardInOrder } from "../matchers/check-heard-in-order.js";
import { checkWellFormed } from "../matchers/check-well-formed.js";
import type { EventPattern, Heard, RunPattern } from "../matchers/event-pattern.js";

/** What `expect` can say of a recording handler or a list of events. */
export interface EarshotMatchers {
  /** An event was heard, at least once or exactly so often. */
  toHaveHeard(pattern: EventPattern, options?: HeardOptions): void;
  /** Events were heard one after the other, others in between allowed. */
  toHaveHeardInOrder(patterns: readonly EventPattern[]): void;
  /** Every run that is meant, by default every one, ended exactly once, and there was one. */
  toHaveEndedOnce(pattern?: RunPattern): void;
  /** What was heard keeps what holds for any run: see `assertWellFormed`. */
  toBeWellFormed(options?: WellFormedOptions): void;
}

/** The matchers, for an `expect` that is not the global one: `expect.extend(earshotMatchers)`. */
export const earshotMatchers = {
  toHaveHeard: (heard: Heard, pattern: EventPattern, options?: HeardOptions) => checkHeard(heard, pattern, options),
  toHaveHeardInOrder: (heard: Heard, patterns: readonly EventPattern[]) => checkHeardInOrder(heard, patterns),
  toHaveEndedOnce: (heard: Heard, pattern?: RunPattern) => checkEndedOnce(heard, pattern),
  toBeWellFormed: (heard: Heard, options?: WellFormedOptions) => checkWellFormed(heard, options),
};
