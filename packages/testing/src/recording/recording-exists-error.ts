import { EarshotError } from "@earshot/core/errors";

/** There is a recording where another was to be written. */
export class RecordingExistsError extends EarshotError {
  override readonly name = "RecordingExistsError";
  readonly file: string;

  constructor(file: string) {
    super(
      `There is a recording at ${file} already. Pass \`overwrite: true\` to replace it, or record into another file.`,
      {
        code: "RECORDING_EXISTS",
      },
    );
    this.file = file;
  }
}
