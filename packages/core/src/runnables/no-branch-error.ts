import { EarshotError } from "../errors/earshot-error.js";

/** A branch was made of nothing. */
export class NoBranchError extends EarshotError {
  override readonly name = "NoBranchError";

  constructor() {
    super(
      "A RunnableBranch of nothing can't be run. Pass at least what is to run when no condition holds, as the last element.",
      {
        code: "NO_BRANCH",
      },
    );
  }
}
