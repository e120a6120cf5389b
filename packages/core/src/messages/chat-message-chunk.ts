import type { BaseMessage } from "./base-message.js";
import { BaseMessageChunk } from "./base-message-chunk.js";
import type { ChatMessageFields } from "./chat-message.js";
import { isBrandedChunk } from "./chunk-brand.js";
import { concatFields } from "./concat-fields.js";
import type { MessageContent } from "./content-block.js";

/** A piece of a message of a free role. */
export class ChatMessageChunk extends BaseMessageChunk {
  readonly type = "generic";
  declare role: string;

  /** Content and role may also be given one after the other. */
  constructor(fields: MessageContent | ChatMessageFields, role = "") {
    super(fields);
    this.role = typeof fields === "string" || Array.isArray(fields) ? role : fields.role;
  }

  static override lc_name(): string {
    return "ChatMessageChunk";
  }

  static override isInstance(value: unknown): value is ChatMessageChunk {
    return isBrandedChunk(value) && value.type === "generic";
  }

  override concat(chunk: ChatMessageChunk): ChatMessageChunk {
    return new (this.constructor as typeof ChatMessageChunk)({ ...concatFields(this, chunk), role: this.role });
  }

  override get _printableFields(): Record<string, unknown> {
    return { ...super._printableFields, role: this.role };
  }

  protected override _initialKwargs(): Record<string, unknown> {
    return Object.assign(super._initialKwargs(), { role: this.role });
  }
}

/** True for a piece of a message of a free role. */
export function isChatMessageChunk(message: BaseMessage): message is ChatMessageChunk {
  return ChatMessageChunk.isInstance(message);
}
