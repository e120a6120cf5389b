import { EarshotError } from "@earshot/core/errors";

/** Which line says what version. */
export interface UnknownRecordingVersion {
  readonly file: string;
  readonly line: number;
  readonly found: number;
  readonly known: number;
}

/** A line of a recording is of a version that this release would misunderstand. */
export class RecordingVersionError extends EarshotError {
  override readonly name = "RecordingVersionError";
  readonly file: string;
  readonly line: number;
  readonly found: number;

  constructor({ file, line, found, known }: UnknownRecordingVersion) {
    super(
      `${file}:${line} has schemaVersion ${found}, and this release knows ${known}. ` +
        "A later release recorded it: update @earshot/testing and @earshot/core, or record it again.",
      { code: "RECORDING_VERSION" },
    );
    this.file = file;
    this.line = line;
    this.found = found;
  }
}
