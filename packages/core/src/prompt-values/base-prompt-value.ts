import { Serializable } from "../load/serializable.js";
import type { BaseMessage } from "../messages/base-message.js";

/** What a prompt comes to: one value that any kind of model can be given – a text model as a string, a chat model as messages. */
export abstract class BasePromptValue extends Serializable {
  declare lc_namespace: string[];

  static {
    this.prototype.lc_namespace = ["langchain_core", "prompt_values"];
    this.prototype.lc_serializable = true;
  }

  abstract override toString(): string;
  abstract toChatMessages(): BaseMessage[];
}
