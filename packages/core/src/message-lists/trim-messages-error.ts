import { EarshotError } from "../errors/earshot-error.js";

/** The options of `trimMessages` contradict each other. */
export class TrimMessagesError extends EarshotError {
  override readonly name = "TrimMessagesError";

  constructor(what: string) {
    super(`trimMessages: ${what}`, { code: "TRIM_MESSAGES" });
  }
}
