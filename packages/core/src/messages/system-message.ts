import { BaseMessage, type BaseMessageFields } from "./base-message.js";
import { concatFields } from "./concat-fields.js";
import { isBrandedMessage } from "./message-brand.js";

export type SystemMessageFields = BaseMessageFields;

/** What the model is told before the conversation. */
export class SystemMessage extends BaseMessage {
  readonly type = "system";

  static override lc_name(): string {
    return "SystemMessage";
  }

  static override isInstance(value: unknown): value is SystemMessage {
    return isBrandedMessage(value) && value.type === "system";
  }

  /** This message continued by more instructions: a new message with the contents merged. */
  concat(more: string | SystemMessage): SystemMessage {
    return new SystemMessage(concatFields(this, typeof more === "string" ? new SystemMessage(more) : more));
  }
}

/** True for a system message, chunks included. */
export function isSystemMessage(message: BaseMessage): message is SystemMessage {
  return message.getType() === "system";
}
