import { EarshotError } from "../errors/earshot-error.js";

/** An agent can't be resumed like that: a decision is missing or wrong, or the state is none of its own. Nothing was done. */
export class AgentResumeError extends EarshotError {
  override readonly name = "AgentResumeError";

  constructor(agentName: string, problem: string) {
    super(`Agent "${agentName}" can't go on: ${problem}`, { code: "AGENT_RESUME" });
  }
}
