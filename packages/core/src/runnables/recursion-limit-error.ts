import { EarshotError } from "../errors/earshot-error.js";

/** Functions kept returning runnables. */
export class RecursionLimitError extends EarshotError {
  override readonly name = "RecursionLimitError";

  constructor(runName: string) {
    super(
      `"${runName}" kept returning runnables until the recursion limit was reached. Raise \`recursionLimit\` in the config if that is meant.`,
      {
        code: "RECURSION_LIMIT",
      },
    );
  }
}
