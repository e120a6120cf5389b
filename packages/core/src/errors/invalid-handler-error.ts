import { EarshotError } from "./earshot-error.js";

/** Something was attached that can't hear. */
export class InvalidHandlerError extends EarshotError {
  override readonly name = "InvalidHandlerError";

  constructor(given: unknown) {
    const type = (given as object | null | undefined)?.constructor;
    const what =
      type === Object
        ? `an object with ${Object.keys(given as object).join() || "nothing"}`
        : `one of type ${type?.name ?? given}`;
    super(`Callbacks are a list of objects with methods, or a manager; found ${what}.`, {
      code: "INVALID_HANDLER",
    });
  }
}
