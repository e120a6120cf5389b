import type { AnthropicMessageReply } from "./anthropic-reply.js";
import { toEventBytes, toReplyEvents } from "./to-reply-events.js";

/**
 * The whole stream of an answer as bytes: what the server would send for it. To cut it, tear it, or compare it with a recording.
 *
 * @example
 * ```ts
 * import { toReplyBytes } from "@earshot/testing";
 *
 * const text = new TextDecoder().decode(toReplyBytes({ content: "Hi" }, "a-model"));
 * console.log(text.split("\n")[0]); // => event: message_start
 * ```
 */
export function toReplyBytes(reply: AnthropicMessageReply, model: string): Uint8Array {
  const pieces = toReplyEvents(reply, model).map(toEventBytes);
  const bytes = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
