import { EarshotError } from "../errors/earshot-error.js";

/** Something was put into a chain that can't be run. */
export class NotARunnableError extends EarshotError {
  override readonly name = "NotARunnableError";

  constructor(value: unknown) {
    super(`A ${value === null ? "null" : typeof value} can't be a step of a chain. Pass a runnable or a function.`, {
      code: "NOT_A_RUNNABLE",
    });
  }
}
