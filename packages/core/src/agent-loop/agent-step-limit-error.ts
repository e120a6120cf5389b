import { EarshotError } from "../errors/earshot-error.js";
import type { BaseMessage } from "../messages/base-message.js";

/** An agent asked its model as often as it may and the model still wants to call tools. `messages` is the conversation so far. */
export class AgentStepLimitError extends EarshotError {
  override readonly name = "AgentStepLimitError";
  readonly limit: number;
  readonly messages: readonly BaseMessage[];

  constructor(
    agentName: string,
    { limit, messages }: { readonly limit: number; readonly messages: readonly BaseMessage[] },
  ) {
    super(
      `"${agentName}" asked its model ${limit} times and is not done. Raise \`recursionLimit\` in the config if that is meant; \`messages\` of this error is the conversation so far, to go on with.`,
      { code: "AGENT_STEP_LIMIT" },
    );
    this.limit = limit;
    this.messages = messages;
  }
}
