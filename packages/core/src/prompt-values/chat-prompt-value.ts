import type { BaseMessage } from "../messages/base-message.js";
import { getBufferString } from "../messages/get-buffer-string.js";
import { BasePromptValue } from "./base-prompt-value.js";

/** A prompt that is a list of messages; a text model gets it written down, a line per message. */
export class ChatPromptValue extends BasePromptValue {
  declare messages: BaseMessage[];

  constructor(messages: BaseMessage[] | { messages: BaseMessage[] }) {
    super();
    this.messages = Array.isArray(messages) ? messages : messages.messages;
  }

  static override lc_name(): string {
    return "ChatPromptValue";
  }

  override toString(): string {
    return getBufferString(this.messages);
  }

  override toChatMessages(): BaseMessage[] {
    return this.messages;
  }

  protected override _initialKwargs(): Record<string, unknown> {
    return { messages: this.messages };
  }
}
