/** How long the answer's headers ask to wait, in milliseconds. */
export function retryAfterOf(headers: Readonly<Record<string, string>>): number | undefined {
  const milliseconds = Number.parseFloat(headers["retry-after-ms"] ?? "");
  if (milliseconds >= 0) return milliseconds;
  const said = headers["retry-after"];
  if (said === undefined) return undefined;
  const seconds = Number(said);
  if (seconds >= 0) return seconds * 1000;
  const until = Date.parse(said) - Date.now();
  return Number.isNaN(until) ? undefined : Math.max(0, until);
}
