import { eventTable, type EarshotEvent } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { describeHeard, describePattern } from "./describe-pattern.js";
import { eventsOf } from "./events-of.js";
import type { Heard, RunPattern } from "./event-pattern.js";
import { findMismatches } from "./find-mismatches.js";
import type { Verdict } from "./verdict.js";

const kinds = Object.values(eventTable).flatMap(({ type }) =>
  type.endsWith(".start") ? [type.slice(0, -".start".length)] : [],
);

const runShapes: ShapesOf<RunPattern> = {
  kind: option.oneOf(...kinds),
  name: option.pattern,
  runType: option.text,
  tags: option.listOf(option.text),
  status: option.oneOf("ok", "error", "cancelled", "interrupted"),
};

/** Whether every run that is meant ended exactly once – and in that way, if the pattern says one –, and there was one at all. */
export function checkEndedOnce(heard: Heard, pattern: RunPattern = {}): Verdict {
  checkOptions("the pattern of a run", pattern, runShapes);
  const { status, tags = [], ...facts } = pattern;
  const ends = new Map<string, { readonly event: EarshotEvent; readonly statuses: string[] }>();
  for (const event of eventsOf(heard)) {
    if (findMismatches(facts, event).length > 0 || !tags.every((tag) => event.tags.includes(tag))) continue;
    const run = ends.get(event.runId) ?? { event, statuses: [] };
    ends.set(event.runId, run);
    if (event.type.endsWith(".end")) run.statuses.push((event as { readonly status?: string }).status ?? "");
  }
  const wrong = [...ends.values()].filter(
    ({ statuses }) => statuses.length !== 1 || (status !== undefined && statuses[0] !== status),
  );
  const which = Object.keys(pattern).length === 0 ? "every run" : `the run ${describePattern(pattern)}`;
  const reasons = wrong.map(({ event, statuses }) => `  ${event.kind} "${event.name}": ${endsOf(statuses)}`);
  return {
    pass: ends.size > 0 && wrong.length === 0,
    message: () =>
      ends.size === 0
        ? `Expected ${which} to have ended once; there was none.\n${describeHeard(heard)}`
        : [
            wrong.length === 0
              ? `Expected ${which} not to have ended once.`
              : `Expected ${which} to have ended once; of these it is not so:`,
            ...reasons,
            describeHeard(heard),
          ].join("\n"),
  };
}

function endsOf(statuses: readonly string[]): string {
  if (statuses.length === 0) return "it has not ended";
  return statuses.length === 1
    ? `it ended as ${statuses[0]}`
    : `it ended ${statuses.length} times: ${statuses.join(", ")}`;
}
