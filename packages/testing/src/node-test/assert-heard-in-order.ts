import { checkHeardInOrder } from "../matchers/check-heard-in-order.js";
import type { EventPattern, Heard } from "../matchers/event-pattern.js";
import { assertVerdict } from "./assert-verdict.js";

/**
 * Events were heard one after the other, others in between allowed.
 *
 * @throws AssertionError that shows which is missing, and what was heard
 */
export function assertHeardInOrder(heard: Heard, patterns: readonly EventPattern[]): void {
  assertVerdict(checkHeardInOrder(heard, patterns), "assertHeardInOrder");
}
