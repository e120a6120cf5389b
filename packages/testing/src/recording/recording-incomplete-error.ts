import { EarshotError } from "@earshot/core/errors";

/** A function was recorded of which nothing was heard, or that was done before its runs were; no file was written. */
export class RecordingIncompleteError extends EarshotError {
  override readonly name = "RecordingIncompleteError";
  /** The names of runs that had not ended. */
  readonly open: readonly string[];

  constructor(file: string, open: readonly string[]) {
    super(
      open.length === 0
        ? `Nothing was heard that could be recorded into ${file}. Pass the config on: \`record((config) => chain.invoke(input, config), …)\`.`
        : `The recorded function returned while these runs were open: ${open.join(", ")}. Nothing was written to ${file}. Await every call, and read streams to their end, inside the function.`,
      { code: "RECORDING_INCOMPLETE" },
    );
    this.open = open;
  }
}
