import { BaseMessage, type BaseMessageFields } from "./base-message.js";
import { isBrandedMessage } from "./message-brand.js";

export interface RemoveMessageFields extends Omit<BaseMessageFields, "content" | "contentBlocks"> {
  /** The id of the message to take out. */
  id: string;
}

/** Takes a message out of a history instead of adding one. */
export class RemoveMessage extends BaseMessage {
  readonly type = "remove";
  declare id: string;

  constructor(fields: RemoveMessageFields) {
    super({ ...fields, content: [] });
  }

  static override lc_name(): string {
    return "RemoveMessage";
  }

  static override isInstance(value: unknown): value is RemoveMessage {
    return isBrandedMessage(value) && value.type === "remove";
  }
}
