import { describeValue } from "../differences/describe-value.js";
import type { EventPattern, Heard, RunPattern } from "./event-pattern.js";
import { eventsOf } from "./events-of.js";
import { normalizedTree } from "../normalized-tree/normalized-tree.js";

/** A pattern in few words: `tool.start { name: "search" }`. */
export function describePattern(pattern: EventPattern | RunPattern): string {
  if (typeof pattern === "function") return `an event that ${pattern.name === "" ? "a function picks" : pattern.name}`;
  const { type, ...fields } = pattern as { readonly type?: string } & Readonly<Record<string, unknown>>;
  const entries = Object.entries(fields).map(([key, value]) => `${key}: ${describeValue(value)}`);
  const described = entries.length === 0 ? "" : `{ ${entries.join(", ")} }`;
  return [type, described].filter((part) => part !== undefined && part !== "").join(" ") || "any event";
}

/** What was heard, as a tree. */
export function describeHeard(heard: Heard): string {
  const events = eventsOf(heard);
  return events.length === 0 ? "Nothing was heard." : `Heard was\n${normalizedTree(events, { form: "text" })}`;
}
