import { EarshotError } from "./earshot-error.js";

/** A name that is none: most likely misspelt, and what it was to do would silently not happen. */
export class UnknownOptionError extends EarshotError {
  override readonly name = "UnknownOptionError";

  constructor(where: string, given: string, known: readonly string[]) {
    const alike = known.filter((name) => name.startsWith(given.slice(0, 3)));
    super(`${where}: there is no "${given}". There is: ${(alike.length > 0 ? alike : known).join(", ")}.`, {
      code: "UNKNOWN_OPTION",
    });
  }
}
