import type { EarshotEvent } from "@earshot/core/events";
import { checkSchemaVersion, linePrefix, readEventLine, whyNoEvent } from "@earshot/core/events/json";
import { BrokenLineError } from "./broken-line-error.js";
import { findJsonError } from "./find-json-error.js";
import type { RawLine } from "./split-lines.js";

type Line = Readonly<Record<string, unknown>>;

/** What a line came to: an event, the beginning of one, or both, if the event's line was written behind a torn one. */
export interface ReadLine {
  readonly event: EarshotEvent | undefined;
  readonly torn: BrokenLineError | undefined;
}

/**
 * Reads one line.
 *
 * @throws BrokenLineError for a line that is wrong before its end; SchemaVersionError
 */
export function readLine(raw: RawLine, source: string): ReadLine {
  const text = withoutPadding(raw.text);
  const broken = (column: number, reason: string, cause?: unknown) =>
    new BrokenLineError({ source, line: raw.number, column, reason, cause });
  if (raw.isTooLong) throw broken(1, "it is longer than `maxLineBytes`");
  if (text === "") return { event: undefined, torn: undefined };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    const event = eventBehind(text, source, raw.number);
    const offset = findJsonError(text);
    const torn = broken(offset + 1, "it ends before the event does", cause);
    if (event !== undefined || offset === text.length) return { event, torn };
    throw broken(offset + 1, `${JSON.stringify(text.slice(offset, offset + 20))} can't be there in JSON`, cause);
  }
  checkSchemaVersion(parsed, { source, line: raw.number });
  const reason = whyNoEvent(parsed);
  if (reason !== undefined) throw broken(1, reason);
  return { event: readEventLine(parsed as Line), torn: undefined };
}

/** Disks that lose power leave zeros where they had not written yet; other systems end lines by two characters. */
function withoutPadding(text: string): string {
  let [from, to] = [0, text.length];
  while (text.charCodeAt(from) === 0) from++;
  while (to > from && (text.charCodeAt(to - 1) === 0 || text.charCodeAt(to - 1) <= 0x20)) to--;
  return text.slice(from, to).trimStart();
}

/** A process that was killed in the middle of a line left it without an end, and the next line of another followed on it. */
function eventBehind(text: string, source: string, line: number): EarshotEvent | undefined {
  for (let at = text.indexOf(linePrefix, 1); at !== -1; at = text.indexOf(linePrefix, at + 1)) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text.slice(at));
    } catch {
      continue;
    }
    checkSchemaVersion(parsed, { source, line });
    if (whyNoEvent(parsed) === undefined) return readEventLine(parsed as Line);
  }
  return undefined;
}
