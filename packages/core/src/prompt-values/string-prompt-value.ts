import { HumanMessage } from "../messages/human-message.js";
import { BasePromptValue } from "./base-prompt-value.js";

/** A prompt that is a text; a chat model gets it as the user's message. */
export class StringPromptValue extends BasePromptValue {
  declare value: string;

  constructor(value: string | { value: string }) {
    super();
    this.value = typeof value === "string" ? value : value.value;
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

  protected override _initialKwargs(): Record<string, unknown> {
    return { value: this.value };
  }
}
