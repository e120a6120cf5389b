import { EarshotError } from "@earshot/core/errors";

/** A subject of a conformance suite does not do what its kind promises. */
export class ConformanceError extends EarshotError {
  override readonly name = "ConformanceError";

  constructor(message: string, cause?: unknown) {
    super(message, { code: "CONFORMANCE", cause });
  }
}
