import type { EarshotEvent } from "@earshot/core/events";
import type { Difference } from "../differences/find-differences.js";
import { renderDifferences } from "../differences/render-differences.js";
import type { EventPattern } from "./event-pattern.js";
import { findMismatches } from "./find-mismatches.js";
import type { Verdict } from "./verdict.js";

/** The event that is most like a pattern, of those of its type. */
export interface NearestEvent {
  readonly event: EarshotEvent;
  readonly differences: readonly Difference[];
  /** Both sides of the differences as values, for frameworks that show a diff of their own. */
  readonly sides: Pick<Verdict, "expected" | "actual">;
}

/** The event that lacks least of what a pattern has. */
export function nearestEvent(pattern: EventPattern, events: readonly EarshotEvent[]): NearestEvent | undefined {
  if (typeof pattern === "function") return undefined;
  let nearest: NearestEvent | undefined;
  for (const event of events) {
    if (pattern.type !== undefined && event.type !== pattern.type) continue;
    const differences = findMismatches(pattern, event);
    if (nearest === undefined || differences.length < nearest.differences.length)
      nearest = { event, differences, sides: sidesOf(differences) };
  }
  return nearest;
}

/** The same to read. */
export function describeNearest({ event, differences }: NearestEvent): string {
  const sides = renderDifferences(differences, { expected: "expected", actual: "heard" });
  return `The nearest, ${event.type} of "${event.name}", differs in\n${sides}`;
}

function sidesOf(differences: readonly Difference[]): Pick<Verdict, "expected" | "actual"> {
  return {
    expected: Object.fromEntries(differences.map(({ path, expected }) => [path, expected])),
    actual: Object.fromEntries(differences.map(({ path, actual }) => [path, actual])),
  };
}
