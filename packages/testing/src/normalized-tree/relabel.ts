import type { JsonValue } from "@earshot/core/events";

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Longer texts are content. */
const longest = 100;

const idKeys = new Set(["runId", "parentRunId", "rootRunId", "run"]);

/**
 * A copy in which ids of runs are replaced by their labels, in other texts too: a message's id is its run's, if its provider gives it none.
 * An id that is no UUID, since a caller chose it, is replaced where it can't be anything else.
 */
export function relabel(value: JsonValue, labels: ReadonlyMap<string, string>): JsonValue {
  if (typeof value === "string")
    return value.length > longest ? value : value.replaceAll(uuid, (id) => labels.get(id) ?? id);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => relabel(item, labels));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, relabelEntry(key, entry, labels)]));
}

function relabelEntry(key: string, entry: JsonValue, labels: ReadonlyMap<string, string>): JsonValue {
  if (typeof entry === "string") {
    const label = idKeys.has(key) ? labels.get(entry) : undefined;
    if (label !== undefined) return label;
    const own = key === "id" && entry.startsWith("run-") ? labels.get(entry.slice("run-".length)) : undefined;
    if (own !== undefined) return `run-${own}`;
  }
  return relabel(entry, labels);
}
