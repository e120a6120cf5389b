/** What AI SDK says of a piece of its work: texts, numbers, and JSON as text. */
export type SpanAttributes = Readonly<Record<string, unknown>>;

/** A value that is JSON as text; any other is what it is. */
export function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
