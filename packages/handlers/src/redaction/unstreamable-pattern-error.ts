import { EarshotError } from "@earshot/core/errors";

/** A pattern was given that can't be looked for in a text that is still coming. */
export class UnstreamablePatternError extends EarshotError {
  override readonly name = "UnstreamablePatternError";

  constructor(pattern: string, reason: string) {
    const what = `/${pattern}/ can't be looked for in text that is still coming, because of ${reason}.`;
    super(`${what} Write it without, or as several patterns.`, { code: "UNSTREAMABLE_PATTERN" });
  }
}
