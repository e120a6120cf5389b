import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { describeHeard, describePattern } from "./describe-pattern.js";
import { eventsOf } from "./events-of.js";
import { checkPattern } from "./check-pattern.js";
import type { EventPattern, Heard } from "./event-pattern.js";
import { findMismatches } from "./find-mismatches.js";
import { describeNearest, nearestEvent } from "./nearest-event.js";
import type { Verdict } from "./verdict.js";

/** What {@link checkHeard} may be told besides. */
export interface HeardOptions {
  /** Exactly so often. Default: at least once. */
  readonly times?: number;
}

const shapes: ShapesOf<HeardOptions> = { times: option.number({ isWhole: true }) };

/** Whether an event was heard. */
export function checkHeard(heard: Heard, pattern: EventPattern, options: HeardOptions = {}): Verdict {
  const events = eventsOf(heard);
  checkPattern(pattern);
  checkOptions("the options of an expectation", options, shapes);
  const { times } = options;
  const found = events.filter((event) => findMismatches(pattern, event).length === 0);
  const pass = times === undefined ? found.length > 0 : found.length === times;
  const wanted = `${describePattern(pattern)}${times === undefined ? "" : `, ${timesOf(times)}`}`;
  const nearest = pass || found.length > 0 ? undefined : nearestEvent(pattern, events);
  return {
    pass,
    message: () =>
      [
        `Expected ${pass ? "not " : ""}to hear ${wanted}; heard: ${timesOf(found.length)}.`,
        ...(nearest === undefined ? [] : [describeNearest(nearest)]),
        describeHeard(heard),
      ].join("\n"),
    ...nearest?.sides,
  };
}

const timesOf = (count: number): string => (count === 1 ? "once" : count === 0 ? "never" : `${count} times`);
