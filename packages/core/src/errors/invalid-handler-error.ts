import { EarshotError } from "./earshot-error.js";

/** Something was attached that can't hear. */
export class InvalidHandlerError extends EarshotError {
  override readonly name = "InvalidHandlerError";

  constructor(given: unknown) {
    const what =
      given === null
        ? "null"
        : typeof given === "object"
          ? `an object with ${Object.keys(given).join() || "nothing"} in it`
          : `a value of type ${typeof given}`;
    super(`Callbacks are a list of objects with methods, or a manager; given was ${what}.`, {
      code: "INVALID_HANDLER",
    });
  }
}
