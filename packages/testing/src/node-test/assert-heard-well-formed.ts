import type { WellFormedOptions } from "../assert-well-formed.js";
import { checkWellFormed } from "../matchers/check-well-formed.js";
import type { Heard } from "../matchers/event-pattern.js";
import { assertVerdict } from "./assert-verdict.js";

/**
 * What was heard keeps what holds for any run: see `assertWellFormed`.
 *
 * @throws AssertionError with every violation, and what was heard
 */
export function assertHeardWellFormed(heard: Heard, options?: WellFormedOptions): void {
  assertVerdict(checkWellFormed(heard, options), "assertHeardWellFormed");
}
