import { EarshotError } from "../errors/earshot-error.js";

/** The parts of an agent don't fit together. */
export class InvalidAgentError extends EarshotError {
  override readonly name = "InvalidAgentError";

  constructor(problem: string) {
    super(`createAgent: ${problem}`, { code: "INVALID_AGENT" });
  }
}
