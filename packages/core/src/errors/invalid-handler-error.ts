import { EarshotError } from "./earshot-error.js";

/** Something was attached that can't hear. */
export class InvalidHandlerError extends EarshotError {
  override readonly name = "InvalidHandlerError";

  constructor(given: unknown) {
    const what =
      typeof given === "object" && given !== null
        ? `an object with ${Object.keys(given).join() || "nothing"}`
        : `of type ${given === null ? given : typeof given}`;
    super(`Callbacks are a list of objects with methods, or a manager, not ${what}.`, {
      code: "INVALID_HANDLER",
    });
  }
}
