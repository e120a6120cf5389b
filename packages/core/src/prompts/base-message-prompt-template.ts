import { Serializable } from "../load/serializable.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { TemplateValues } from "./interpolate.js";

/** A part of a chat prompt that becomes messages. A kind of your own implements `formatMessages` and says what it needs. */
export abstract class BaseMessagePromptTemplate extends Serializable {
  declare lc_namespace: string[];

  static {
    this.prototype.lc_namespace = ["langchain_core", "prompts", "chat"];
    this.prototype.lc_serializable = true;
  }

  /** The names of the values it needs; it is given all of the prompt's. */
  abstract get inputVariables(): string[];

  abstract formatMessages(values: TemplateValues): Promise<BaseMessage[]>;

  /** The same without a promise where none is needed; a chat prompt calls this. */
  renderMessages(values: TemplateValues): BaseMessage[] | Promise<BaseMessage[]> {
    return this.formatMessages(values);
  }
}
