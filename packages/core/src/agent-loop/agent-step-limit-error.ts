import { EarshotError } from "../errors/earshot-error.js";
import type { BaseMessage } from "../messages/base-message.js";

/** How far an agent came. */
export interface AgentStepLimitErrorOptions {
  readonly limit: number;
  readonly messages: BaseMessage[];
  /** What kept it from ending, if its answer did not have the form that it was asked for. */
  readonly cause?: unknown;
}

/** An agent has asked its model as often as `recursionLimit` allows, and is not done. `messages` has all that came of it. */
export class AgentStepLimitError extends EarshotError {
  override readonly name = "AgentStepLimitError";
  /** LangGraph's word for it. */
  readonly lc_error_code = "GRAPH_RECURSION_LIMIT";
  readonly limit: number;
  /** Given to an agent again, they go on from here. */
  readonly messages: BaseMessage[];

  constructor(agentName: string, { limit, messages, cause }: AgentStepLimitErrorOptions) {
    const last = cause instanceof Error ? ` The last answer was not accepted: ${cause.message}` : "";
    super(
      `Agent "${agentName}" is not done after ${limit} calls of its model.${last} ` +
        "Raise `recursionLimit` in the config if that is meant, or go on from this error's `messages`.",
      { code: "AGENT_STEP_LIMIT", cause },
    );
    this.limit = limit;
    this.messages = messages;
  }
}
