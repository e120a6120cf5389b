import { EarshotError } from "../errors/earshot-error.js";

/** Something was put into a chain that can't be run. */
export class NotARunnableError extends EarshotError {
  override readonly name = "NotARunnableError";

  /** @param more - what to do with a value of this very kind */
  constructor(value: unknown, more = "") {
    const type = typeof value === "object" ? value?.constructor?.name : typeof value;
    const given = value === null ? "null" : Array.isArray(value) ? "a list" : `of type ${type}`;
    super(`A step of a chain is ${given}. Pass a runnable, a function, or a dictionary of those.${more}`, {
      code: "NOT_A_RUNNABLE",
    });
  }
}
