import type { BaseMessage } from "./base-message.js";
import type { BaseMessageChunk } from "./base-message-chunk.js";
import { isBrandedChunk } from "./chunk-brand.js";
import { isBrandedMessage } from "./message-brand.js";

/** True for a message from any installed copy of the package. */
export function isBaseMessage(value: unknown): value is BaseMessage {
  return isBrandedMessage(value);
}

/** True for a chunk from any installed copy of the package. */
export function isBaseMessageChunk(value: unknown): value is BaseMessageChunk {
  return isBrandedChunk(value);
}
