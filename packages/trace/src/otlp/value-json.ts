import type { JsonValue } from "../schema/trace-event.js";

/** A whole number of 64 bits. */
export function integerJson(value: bigint): JsonValue {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : { $: "bigint", value: String(value) };
}

/** A double; one that is whole says so, or it would be read as an integer. */
export function doubleJson(value: number): JsonValue {
  if (Number.isFinite(value) && !Number.isInteger(value)) return value;
  return { $: "number", value: Object.is(value, -0) ? "-0" : String(value) };
}

/** A list of keys and values: an object, unless a key comes twice or would be read as a tag. */
export function entriesJson(entries: readonly (readonly [string, JsonValue])[]): JsonValue {
  const keys = new Set(entries.map(([key]) => key));
  if (keys.size < entries.length) return { $: "map", entries: entries.map(([key, value]) => [key, value]) };
  const value = Object.fromEntries(entries);
  return keys.has("$") ? { $: "object", value } : value;
}
