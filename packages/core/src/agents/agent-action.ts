/** A tool that an agent decided to call. */
export interface AgentAction {
  tool: string;
  toolInput: string | Record<string, unknown>;
  /** What the agent said on the way to its decision. */
  log: string;
}

/** What an agent came to in the end. */
export interface AgentFinish {
  returnValues: Record<string, unknown>;
  log: string;
}

/** A call with what it brought. */
export interface AgentStep {
  action: AgentAction;
  observation: string;
}
