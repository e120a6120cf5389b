import type { BaseMessage } from "../messages/base-message.js";
import type { SystemMessage } from "../messages/system-message.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";
import type { RunnableFunction, RunnableShape } from "../runnables/runnable-like.js";

/** What a prompt of an agent is filled with. */
export interface AgentPromptInput {
  messages: BaseMessage[];
}

/** What the model is told before the messages, or what makes its whole input of them. */
export type AgentPrompt =
  | string
  | SystemMessage
  | RunnableShape<AgentPromptInput, BaseLanguageModelInput>
  | RunnableFunction<AgentPromptInput, BaseLanguageModelInput>;
