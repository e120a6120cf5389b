import { EarshotError } from "../errors/earshot-error.js";

/** What an agent was to go on with doesn't fit together. Nothing was run. */
export class AgentResumeError extends EarshotError {
  override readonly name = "AgentResumeError";

  constructor(problem: string) {
    super(`The agent can't go on: ${problem}`, { code: "AGENT_RESUME" });
  }
}
