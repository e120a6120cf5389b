import { BaseMessage } from "./base-message.js";
import { chunkBrand, isBrandedChunk } from "./chunk-brand.js";

/** A piece of a message that is still being streamed. `concat` puts pieces together and changes neither side. */
export abstract class BaseMessageChunk extends BaseMessage {
  declare readonly [chunkBrand]: true;

  static {
    Object.defineProperty(this.prototype, chunkBrand, { value: true });
  }

  abstract concat(chunk: BaseMessageChunk): BaseMessageChunk;

  static override isInstance(value: unknown): value is BaseMessageChunk {
    return isBrandedChunk(value);
  }
}
