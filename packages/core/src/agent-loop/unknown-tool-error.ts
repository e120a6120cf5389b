import { EarshotError } from "../errors/earshot-error.js";

/** A model called a tool that its agent doesn't have. */
export class UnknownToolError extends EarshotError {
  override readonly name = "UnknownToolError";

  constructor(toolName: string, known: readonly string[]) {
    super(`There is no tool "${toolName}". The tools are: ${known.join(", ") || "none"}.`, { code: "UNKNOWN_TOOL" });
  }
}
