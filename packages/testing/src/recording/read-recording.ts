import { readFileSync } from "node:fs";
import type { EarshotEvent, JsonValue } from "@earshot/core/events";
import { checkSchemaVersion, readEventLine, whyNoEvent } from "@earshot/core/events/json";
import { RecordingFileError } from "./recording-file-error.js";
import { recordingPath } from "./recording-path.js";

/** One line of a recording, parsed. */
export interface RecordedLine {
  /** From 1. */
  readonly number: number;
  readonly json: Readonly<Record<string, JsonValue>>;
}

/** A recording as it stands in its file. */
export interface RecordedFile {
  readonly file: string;
  readonly lines: readonly RecordedLine[];
}

/**
 * The events of a file that `record` wrote: messages are messages again, errors errors. Runs and times are called as in the file.
 *
 * @throws InvalidOptionError for what is no path; RecordingFileError with the line, if the file is not there or a line is no event; SchemaVersionError for lines of a later version
 */
export function readRecording(file: string | URL): EarshotEvent[] {
  return readRecordedFile(file).lines.map(({ json }) => readEventLine(json));
}

/** The lines alone: what a value was is found out when it is wanted. */
export function readRecordedFile(given: string | URL): RecordedFile {
  const file = recordingPath(given);
  const lines: RecordedLine[] = [];
  for (const [index, text] of readText(file).split(/\r?\n/).entries()) {
    if (text.trim() !== "") lines.push({ number: index + 1, json: parseLine(text, file, index + 1) });
  }
  if (lines.length === 0) throw new RecordingFileError({ file, reason: "it is empty" });
  return { file, lines };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    const reason = isMissing ? "there is no such file" : `it can't be read (${(cause as Error).message})`;
    throw new RecordingFileError({ file, reason, cause });
  }
}

function parseLine(text: string, file: string, line: number): Readonly<Record<string, JsonValue>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    const isConflict = /^(?:<{7}|={7}|>{7}|\|{7})/.test(text);
    const reason = isConflict
      ? "a merge conflict was left in it"
      : `the line is no JSON: it was torn, or edited (${(cause as Error).message})`;
    throw new RecordingFileError({ file, line, reason, cause });
  }
  checkSchemaVersion(parsed, { source: file, line });
  const reason = whyNoEvent(parsed);
  if (reason !== undefined) throw new RecordingFileError({ file, line, reason: `the line is no event, ${reason}` });
  return parsed as Readonly<Record<string, JsonValue>>;
}
