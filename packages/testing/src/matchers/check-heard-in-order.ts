import { describeHeard, describePattern } from "./describe-pattern.js";
import { eventsOf } from "./events-of.js";
import { checkPatterns } from "./check-pattern.js";
import type { EventPattern, Heard } from "./event-pattern.js";
import { findMismatches } from "./find-mismatches.js";
import { describeNearest, nearestEvent } from "./nearest-event.js";
import type { Verdict } from "./verdict.js";

/** Whether events were heard one after the other, others in between allowed. */
export function checkHeardInOrder(heard: Heard, patterns: readonly EventPattern[]): Verdict {
  const events = eventsOf(heard);
  checkPatterns(patterns);
  let from = 0;
  let reached = 0;
  for (; reached < patterns.length; reached++) {
    const pattern = patterns[reached] as EventPattern;
    const found = events.findIndex((event, place) => place >= from && findMismatches(pattern, event).length === 0);
    if (found === -1) break;
    from = found + 1;
  }
  const missing = patterns[reached];
  if (missing === undefined)
    return {
      pass: true,
      message: () => [`Expected not to hear, in this order:`, ...listed(patterns), describeHeard(heard)].join("\n"),
    };
  const isEarlier = events.slice(0, from).some((event) => findMismatches(missing, event).length === 0);
  const nearest = isEarlier ? undefined : nearestEvent(missing, events.slice(from));
  const where = reached === 0 ? "" : ` after ${describePattern(patterns[reached - 1] as EventPattern)}`;
  return {
    pass: false,
    message: () =>
      [
        `Expected to hear, in this order:`,
        ...listed(patterns, reached),
        `Number ${reached + 1}, ${describePattern(missing)}, was ${isEarlier ? "heard before, and not" : "not heard"}${where}.`,
        ...(nearest === undefined ? [] : [describeNearest(nearest)]),
        describeHeard(heard),
      ].join("\n"),
    ...nearest?.sides,
  };
}

const listed = (patterns: readonly EventPattern[], reached = patterns.length): string[] =>
  patterns.map((pattern, index) => `  ${index < reached ? "✓" : "✗"} ${describePattern(pattern)}`);
