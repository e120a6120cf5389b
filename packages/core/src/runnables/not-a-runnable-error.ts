import { EarshotError } from "../errors/earshot-error.js";

/** Something was put into a chain that can't be run. */
export class NotARunnableError extends EarshotError {
  override readonly name = "NotARunnableError";

  constructor(value: unknown) {
    const given = value === null ? "null" : Array.isArray(value) ? "a list" : `of type ${typeof value}`;
    super(`A step of a chain is ${given}. Pass a runnable, a function, or a dictionary of those.`, {
      code: "NOT_A_RUNNABLE",
    });
  }
}
