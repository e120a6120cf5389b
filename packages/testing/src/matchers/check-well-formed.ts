import { assertWellFormed, type WellFormedOptions } from "../assert-well-formed.js";
import { MalformedEventsError } from "../malformed-events-error.js";
import { describeHeard } from "./describe-pattern.js";
import type { Heard } from "./event-pattern.js";
import type { Verdict } from "./verdict.js";

/** Whether what was heard keeps what holds for any run: see `assertWellFormed`. */
export function checkWellFormed(heard: Heard, options?: WellFormedOptions): Verdict {
  try {
    assertWellFormed(heard, options);
  } catch (error) {
    if (!(error instanceof MalformedEventsError)) throw error;
    const { message, violations } = error;
    return { pass: false, message: () => `${message}\n${describeHeard(heard)}`, expected: [], actual: violations };
  }
  return { pass: true, message: () => `Expected events that are not well-formed.\n${describeHeard(heard)}` };
}
