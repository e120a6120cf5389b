import { safeJson } from "@earshot/core/events";
import type { EventPattern, Heard, RunPattern } from "./event-pattern.js";
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

export function eventsOf(heard: Heard): Extract<Heard, readonly unknown[]> {
  return "events" in heard ? heard.events : heard;
}

function describeValue(value: unknown): string {
  if (value instanceof RegExp || typeof value === "function") return String(value);
  return JSON.stringify(safeJson(value)) ?? "undefined";
}
