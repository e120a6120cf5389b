import { EarshotError } from "@earshot/core/errors";

/** A recording has calls of several models, or of none that is meant. */
export class AmbiguousRecordingError extends EarshotError {
  override readonly name = "AmbiguousRecordingError";
  readonly file: string;
  /** What the models are called. */
  readonly models: readonly string[];

  constructor(file: string, models: readonly string[], isNoneMeant: boolean) {
    super(
      `${file} has calls of ${models.length} model${models.length === 1 ? "" : "s"}: ${models.join(", ")}. ` +
        (isNoneMeant
          ? "None of them is the one that `model` asks for: give its name, its `ls_model_name`, one of its tags, or a function."
          : "Say with `model` which of them this is, and replay each by one of its own: `{ model: … }`."),
      { code: "RECORDING_AMBIGUOUS" },
    );
    this.file = file;
    this.models = models;
  }
}
