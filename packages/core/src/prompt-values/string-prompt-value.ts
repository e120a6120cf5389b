import { HumanMessage } from "../messages/human-message.js";
import { BasePromptValue } from "./base-prompt-value.js";

/** A prompt that is a text; a chat model gets it as the user's message. */
export class StringPromptValue extends BasePromptValue {
  declare value: string;

  constructor(value: string | { value: string }) {
    const fields = typeof value === "string" ? { value } : value;
    super(fields);
    this.value = fields.value;
  }

  static override lc_name(): string {
    return "StringPromptValue";
  }

  override toString(): string {
    return this.value;
  }

  override toChatMessages(): HumanMessage[] {
    return [new HumanMessage(this.value)];
  }
}
