import { EarshotError } from "@earshot/core/errors";

/** A stream is read further than it was when it was recorded: what would come is not known. */
export class RecordedCallCutError extends EarshotError {
  override readonly name = "RecordedCallCutError";
  readonly file: string;
  /** Where the recorded call ends, from 1. */
  readonly line: number;

  constructor(file: string, line: number) {
    super(
      `The answer ends here because its consumer left when it was recorded (${file}:${line}); what the model would have said is not known. ` +
        "Leave at the same place, or record it again, read to its end.",
      { code: "RECORDED_CALL_CUT" },
    );
    this.file = file;
    this.line = line;
  }
}
