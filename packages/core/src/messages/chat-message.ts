import { BaseMessage, type BaseMessageFields } from "./base-message.js";
import type { MessageContent } from "./content-block.js";
import { isBrandedMessage } from "./message-brand.js";

export interface ChatMessageFields extends BaseMessageFields {
  role: string;
}

/** A message of a role that has no class of its own. */
export class ChatMessage extends BaseMessage {
  readonly type = "generic";
  declare role: string;

  /** Content and role may also be given one after the other. */
  constructor(fields: MessageContent | ChatMessageFields, role = "") {
    super(fields);
    this.role = typeof fields === "string" || Array.isArray(fields) ? role : fields.role;
  }

  static override lc_name(): string {
    return "ChatMessage";
  }

  static override isInstance(value: unknown): value is ChatMessage {
    return isBrandedMessage(value) && value.type === "generic";
  }

  override get _printableFields(): Record<string, unknown> {
    return { ...super._printableFields, role: this.role };
  }

  protected override _initialKwargs(): Record<string, unknown> {
    return Object.assign(super._initialKwargs(), { role: this.role });
  }
}

/** True for a message of a free role, chunks included. */
export function isChatMessage(message: BaseMessage): message is ChatMessage {
  return message.getType() === "generic";
}
