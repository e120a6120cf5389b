import "#wiring";

export { Agent } from "../agent-loop/agent.js";
export type { AgentConfig, AgentStreamMode } from "../agent-loop/agent-config.js";
export type { AgentFields, AgentTool, ApprovalRule, ToolErrorPolicy } from "../agent-loop/agent-fields.js";
export type { ActionRequest, AgentDecision, AgentInterrupt, AgentResume } from "../agent-loop/agent-interrupt.js";
export type { AgentInput, AgentOutput, AgentStreamMessage, AgentUpdate } from "../agent-loop/agent-output.js";
export { AgentResumeError } from "../agent-loop/agent-resume-error.js";
export { AgentSetupError } from "../agent-loop/agent-setup-error.js";
export { AgentStepLimitError } from "../agent-loop/agent-step-limit-error.js";
export { createAgent, type ResponseOf } from "../agent-loop/create-agent.js";
export type { AgentAction, AgentFinish, AgentStep } from "../agents/agent-action.js";
