import type { HeardRunnableFields } from "../runnables/heard-runnable.js";
import type { AgentModel } from "./agent-model.js";
import type { AgentPrompt } from "./agent-prompt.js";
import type { AgentTool } from "./agent-tool.js";
import type { InterruptOn } from "./interrupt-on.js";
import type { OnToolError } from "./on-tool-error.js";
import type { SystemMessage } from "../messages/system-message.js";

/** What an agent is made of. */
export interface CreateAgentParams<TFormat = undefined> extends HeardRunnableFields {
  /** A chat model; one that can call tools, if there are any, or a `responseFormat`. */
  model: AgentModel;
  /** What it may call. What can't be invoked, such as a provider's own tools, the model is merely told of. */
  tools?: readonly (AgentTool | Readonly<Record<string, unknown>>)[];
  /** What the model is told before the messages; no part of the result. */
  systemPrompt?: string | SystemMessage;
  /** The same, or what makes the model's input of `{ messages }`, anew for each step: a prompt with a placeholder `messages`, a function. */
  prompt?: AgentPrompt;
  /**
   * The form of the answer, as a Standard Schema or a JSON Schema: `structuredResponse` of the result. The model gives it by calling a tool
   * named `extract`; what doesn't fit is fed back to it.
   */
  responseFormat?: TFormat;
  /** What becomes of a tool's error. Default: `"feed-back"`. */
  onToolError?: OnToolError;
  /** Which tools' calls somebody has to approve, by the tools' names. */
  interruptOn?: InterruptOn;
}
