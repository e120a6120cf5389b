import type { LooseValue } from "../util/loose-value.js";

/** The value, if it is an object and no list; else a dictionary that has it under `key`. */
export function toDictionary(value: unknown, key: string): Record<string, LooseValue> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, LooseValue>)
    : { [key]: value };
}
