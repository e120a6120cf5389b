import { eventTable } from "@earshot/core/events";
import { checkOption, option, type OptionShape } from "@earshot/core/options";
import type { EventPattern } from "./event-pattern.js";

const types = Object.values(eventTable).map(({ type }) => type as string);

const patternShape: OptionShape = {
  wanted: 'a function, or an object such as `{ type: "tool.start", name: "search" }`',
  isRequired: true,
  fits: (value) => typeof value === "function" || option.object.fits(value),
};

/** A type of event that there is not was never heard: its opposite would hold whatever happens. */
export function checkPattern(pattern: EventPattern): void {
  checkOption("the pattern of an event", pattern, patternShape);
  if (typeof pattern === "object" && pattern.type !== undefined)
    checkOption("the type of an event", pattern.type, option.oneOf(...types));
}

export function checkPatterns(patterns: readonly EventPattern[]): void {
  checkOption("the list of patterns", patterns, { ...option.listOf(option.any), isRequired: true });
  for (const pattern of patterns) checkPattern(pattern);
}
