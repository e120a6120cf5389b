import { checkEndedOnce } from "../matchers/check-ended-once.js";
import type { Heard, RunPattern } from "../matchers/event-pattern.js";
import { assertVerdict } from "./assert-verdict.js";

/**
 * Every run that is meant, by default every one, ended exactly once, and there was one.
 *
 * @throws AssertionError that shows which did not, and what was heard
 */
export function assertEndedOnce(heard: Heard, pattern?: RunPattern): void {
  assertVerdict(checkEndedOnce(heard, pattern), "assertEndedOnce");
}
