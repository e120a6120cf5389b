import { EarshotError } from "../errors/earshot-error.js";

/** A method of every runnable was called in a bundle that it was left out of. */
export class NotWiredError extends EarshotError {
  override readonly name = "NotWiredError";

  constructor(method: string) {
    super(
      `"${method}" is not part of this bundle: outside Node, runnables come with "pipe" and "withConfig" alone. ` +
        'Add `import "@earshot/core/runnables/methods"` where the program starts.',
      { code: "NOT_WIRED" },
    );
  }
}
