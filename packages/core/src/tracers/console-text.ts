/** `value` as indented JSON; `fallback` if it has none, as what contains itself. */
export function jsonOr(value: unknown, fallback: string): string {
  try {
    return JSON.stringify(value, null, 2) ?? String(value);
  } catch {
    return fallback;
  }
}

/** A tool's output: text without the space around it, anything else as JSON. */
export function trimmed(value: unknown): string {
  if (typeof value === "string") return value.trim();
  return jsonOr(value, "[output]");
}

/** An error's message with its stack; what is thrown and is no error as it is. */
export function errorText(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return error.stack === undefined ? error.message : `${error.message}\n\n${error.stack}`;
}
