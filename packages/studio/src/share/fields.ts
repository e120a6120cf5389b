import type { TraceEvent } from "@earshot/trace";

/** An object of JSON, looked into with care: what comes from a trace may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** An object's fields; of all else none. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** What an event says besides its facts; nothing where that can't be read. */
export function payloadOf({ payload }: TraceEvent): Fields {
  if (payload === undefined) return {};
  try {
    return fieldsOf(JSON.parse(payload));
  } catch {
    return {}; // what was imported may say anything
  }
}
