type Dictionary = Readonly<Record<string, unknown>>;

/**
 * How many milliseconds an error asks to be waited for before the next attempt: by `retryAfterMs`, `retryAfter` (seconds, or a date), or
 * by the headers `retry-after-ms` and `retry-after` that it or its response carries. `undefined` if it doesn't say.
 */
export function retryAfterOf(error: unknown): number | undefined {
  if (!isDictionary(error)) return undefined;
  const { response } = error;
  const said =
    toMilliseconds(error["retryAfterMs"], 1) ??
    toMilliseconds(error["retryAfter"], 1000) ??
    inHeaders(error["headers"] ?? error["responseHeaders"]) ??
    (isDictionary(response) ? inHeaders(response["headers"]) : undefined);
  return said === undefined ? undefined : Math.max(0, Math.round(said));
}

function inHeaders(headers: unknown): number | undefined {
  if (!isDictionary(headers)) return undefined;
  const read = (name: string) =>
    typeof headers["get"] === "function" ? ((headers as unknown as Headers).get(name) ?? undefined) : headers[name];
  return toMilliseconds(read("retry-after-ms"), 1) ?? toMilliseconds(read("retry-after"), 1000);
}

function toMilliseconds(value: unknown, unit: number): number | undefined {
  if (value instanceof Date) return value.getTime() - Date.now();
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const count = Number(value);
  if (Number.isFinite(count)) return count * unit;
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? undefined : date - Date.now();
}

function isDictionary(value: unknown): value is Dictionary {
  return typeof value === "object" && value !== null;
}
