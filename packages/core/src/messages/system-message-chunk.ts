import type { BaseMessage } from "./base-message.js";
import { BaseMessageChunk } from "./base-message-chunk.js";
import { isBrandedChunk } from "./chunk-brand.js";
import { concatFields } from "./concat-fields.js";

/** A piece of a system message. */
export class SystemMessageChunk extends BaseMessageChunk {
  readonly type = "system";

  static override lc_name(): string {
    return "SystemMessageChunk";
  }

  static override isInstance(value: unknown): value is SystemMessageChunk {
    return isBrandedChunk(value) && value.type === "system";
  }

  override concat(chunk: SystemMessageChunk): SystemMessageChunk {
    return new (this.constructor as typeof SystemMessageChunk)(concatFields(this, chunk));
  }
}

/** True for a piece of a system message. */
export function isSystemMessageChunk(message: BaseMessage): message is SystemMessageChunk {
  return SystemMessageChunk.isInstance(message);
}
