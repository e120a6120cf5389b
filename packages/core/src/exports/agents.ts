export type { AgentAction, AgentFinish, AgentStep } from "../agents/agent-action.js";
