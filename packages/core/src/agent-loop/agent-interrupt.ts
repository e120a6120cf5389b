import { Interrupt } from "../errors/interrupt.js";
import type { AgentActionRequest, AgentState } from "./agent-state.js";

/**
 * An agent's run has ended `interrupted`, since it comes to calls that somebody has to approve. `state` is all it takes to go on:
 * `agent.resume(state, decisions)`, in this process or another.
 */
export class AgentInterrupt extends Interrupt {
  override readonly name = "AgentInterrupt";
  declare readonly value: AgentState;

  constructor(agentName: string, state: AgentState) {
    const names = state.actionRequests.map(({ name }) => `"${name}"`).join(", ");
    super(
      `agent "${agentName}" needs a decision on its calls of ${names}; go on with \`agent.resume(state, decisions)\``,
      state,
    );
  }

  /** Survives `JSON.parse(JSON.stringify(state))`. */
  get state(): AgentState {
    return this.value;
  }

  /** What is to be decided. */
  get actionRequests(): readonly AgentActionRequest[] {
    return this.value.actionRequests;
  }

  /** True for an agent's interrupt from any installed copy of the package. */
  static override isInstance(value: unknown): value is AgentInterrupt {
    return super.isInstance(value) && value.code === "INTERRUPT" && "actionRequests" in value;
  }
}
