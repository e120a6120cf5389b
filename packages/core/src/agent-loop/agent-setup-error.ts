import { EarshotError } from "../errors/earshot-error.js";

/** The parts that an agent was to be made of don't go together. */
export class AgentSetupError extends EarshotError {
  override readonly name = "AgentSetupError";

  constructor(problem: string) {
    super(`createAgent: ${problem}`, { code: "AGENT_SETUP" });
  }
}
