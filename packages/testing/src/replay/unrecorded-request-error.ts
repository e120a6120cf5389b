import { EarshotError } from "@earshot/core/errors";
import type { Difference } from "../differences/find-differences.js";
import { renderDifferences } from "../differences/render-differences.js";

/** A request that was never recorded, and the one that is most like it. */
export interface UnrecordedRequest {
  readonly file: string;
  /** Where the nearest one starts. */
  readonly line: number;
  /** How many there are. */
  readonly recorded: number;
  readonly differences: readonly Difference[];
}

/** A replayed model was asked what it was not asked when it was recorded. */
export class UnrecordedRequestError extends EarshotError {
  override readonly name = "UnrecordedRequestError";
  readonly file: string;
  /** Where the nearest recorded request starts, from 1. */
  readonly line: number;
  /** In what the request differs from the nearest one: `expected` was recorded, `actual` asked. */
  readonly differences: readonly Difference[];

  constructor({ file, line, recorded, differences }: UnrecordedRequest) {
    super(
      `This request is not in ${file}. The nearest of the ${recorded} that are, in line ${line}, differs in\n` +
        `${renderDifferences(differences, { expected: "recorded", actual: "asked" })}\n` +
        "Record it again – `record(…, { file, overwrite: true })` – if the program has changed; tell the replayed model to `ignore` what varies from run to run.",
      { code: "UNRECORDED_REQUEST" },
    );
    this.file = file;
    this.line = line;
    this.differences = differences;
  }
}
