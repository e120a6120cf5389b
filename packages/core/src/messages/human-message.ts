import { BaseMessage, type BaseMessageFields } from "./base-message.js";
import { isBrandedMessage } from "./message-brand.js";

export type HumanMessageFields = BaseMessageFields;

/** What the user says. */
export class HumanMessage extends BaseMessage {
  readonly type = "human";

  static override lc_name(): string {
    return "HumanMessage";
  }

  static override isInstance(value: unknown): value is HumanMessage {
    return isBrandedMessage(value) && value.type === "human";
  }
}

/** True for a human message, chunks included. */
export function isHumanMessage(message: BaseMessage): message is HumanMessage {
  return message.getType() === "human";
}
