import type { JsonValue } from "@earshot/trace/reducer";

/** What stands in a field. Throws which field it is, that it is no JSON, and what the parser says. */
export function readJson(text: string, field: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new TypeError(`What stands in “${field}” is no JSON: ${(cause as Error).message}`, { cause });
  }
}
