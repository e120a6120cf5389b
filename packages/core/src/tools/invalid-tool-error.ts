import { EarshotError } from "../errors/earshot-error.js";

/** A tool was to be made without what it takes to make one. */
export class InvalidToolError extends EarshotError {
  override readonly name = "InvalidToolError";

  constructor(toolName: string | undefined, problem: string) {
    super(`${toolName === undefined ? "A tool" : `The tool "${toolName}"`} ${problem}`, { code: "INVALID_TOOL" });
  }
}
