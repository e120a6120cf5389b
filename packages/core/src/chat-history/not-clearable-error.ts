import { EarshotError } from "../errors/earshot-error.js";

/** A history was to forget its messages, and its class doesn't say how. */
export class NotClearableError extends EarshotError {
  override readonly name = "NotClearableError";

  constructor(className: string) {
    super(`${className} can't be cleared: it has no clear(). Implement it in that class.`, { code: "NOT_CLEARABLE" });
  }
}
