import type { RunnableConfig } from "../context/run-config.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";

/** A chat model as far as an agent is concerned, from this or another copy of the package. */
export interface AgentModel {
  readonly lc_runnable: true;
  getName(): string;
  invoke(input: BaseLanguageModelInput, config?: RunnableConfig): Promise<BaseMessage>;
  stream(input: BaseLanguageModelInput, config?: RunnableConfig): Promise<AsyncIterable<BaseMessage>>;
  bindTools?(tools: object[], options?: object): AgentModel;
}
