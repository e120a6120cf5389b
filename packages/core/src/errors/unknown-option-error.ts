import { EarshotError } from "./earshot-error.js";

/** A name that is none: most likely misspelt, and what it was to do would silently not happen. */
export class UnknownOptionError extends EarshotError {
  override readonly name = "UnknownOptionError";

  constructor(where: string, given: string, known: readonly string[]) {
    super(`${where}: there is no "${given}". There is: ${known.join(", ")}.`, { code: "UNKNOWN_OPTION" });
  }
}
