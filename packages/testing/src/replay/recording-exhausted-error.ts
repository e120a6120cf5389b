import { EarshotError } from "@earshot/core/errors";

/** A request was made more often than it was recorded, and `strict` forbids that. */
export class RecordingExhaustedError extends EarshotError {
  override readonly name = "RecordingExhaustedError";
  readonly file: string;
  /** Where its last answer is, from 1. */
  readonly line: number;

  constructor(file: string, line: number, recorded: number) {
    super(
      `This request was recorded ${recorded === 1 ? "once" : `${recorded} times`} in ${file} (last in line ${line}), and is made once more. ` +
        "Leave `strict` out to be given the last answer again, or record it again.",
      { code: "RECORDING_EXHAUSTED" },
    );
    this.file = file;
    this.line = line;
  }
}
