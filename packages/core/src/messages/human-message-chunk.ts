import type { BaseMessage } from "./base-message.js";
import { BaseMessageChunk } from "./base-message-chunk.js";
import { isBrandedChunk } from "./chunk-brand.js";
import { concatFields } from "./concat-fields.js";

/** A piece of a human message. */
export class HumanMessageChunk extends BaseMessageChunk {
  readonly type = "human";

  static override lc_name(): string {
    return "HumanMessageChunk";
  }

  static override isInstance(value: unknown): value is HumanMessageChunk {
    return isBrandedChunk(value) && value.type === "human";
  }

  override concat(chunk: HumanMessageChunk): HumanMessageChunk {
    return new (this.constructor as typeof HumanMessageChunk)(concatFields(this, chunk));
  }
}

/** True for a piece of a human message. */
export function isHumanMessageChunk(message: BaseMessage): message is HumanMessageChunk {
  return HumanMessageChunk.isInstance(message);
}
