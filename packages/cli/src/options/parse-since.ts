import { InvalidArgumentError } from "commander";
import { parseDuration } from "./parse-duration.js";

/** The moment that `2h` (ago), `2026-11-26` or `2026-11-26T10:00` means, in Unix milliseconds. */
export function parseSince(text: string, now: number = Date.now()): number {
  if (/^\d{4}-\d\d-\d\d/u.test(text)) {
    // A day alone is meant where its writer is, as a day with a time is.
    const time = new Date(text.length === 10 ? `${text}T00:00` : text).getTime();
    if (Number.isFinite(time)) return time;
    throw new InvalidArgumentError("There is no such day or time.");
  }
  try {
    return now - parseDuration(text);
  } catch {
    throw new InvalidArgumentError("Say how long ago, such as 15m, 2h or 7d, or when, such as 2026-11-26T10:00.");
  }
}
