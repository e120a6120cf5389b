import { EarshotError } from "@earshot/core/errors";

/** Where a recording is wrong, and how. */
export interface BrokenRecording {
  readonly file: string;
  /** From 1; none if it is about the file as a whole. */
  readonly line?: number;
  readonly reason: string;
  readonly cause?: unknown;
}

/** A file is no recording: it is not there, a line of it is no event, or the end of a call is missing. */
export class RecordingFileError extends EarshotError {
  override readonly name = "RecordingFileError";
  readonly file: string;
  readonly line: number | undefined;

  constructor({ file, line, reason, cause }: BrokenRecording) {
    super(
      `${line === undefined ? file : `${file}:${line}`} can't be replayed: ${reason}. ` +
        "Take the file back from version control, or record it again: `record(…, { file, overwrite: true })`.",
      { code: "RECORDING_FILE", cause },
    );
    this.file = file;
    this.line = line;
  }
}
