import type { AnthropicMessageReply } from "./anthropic-reply.js";
import type { AnthropicReplyBlock } from "./anthropic-reply-block.js";

/** The blocks of an answer; a plain string becomes one text block, a delta per word. */
export function toReplyBlocks(reply: AnthropicMessageReply): readonly AnthropicReplyBlock[] {
  if (typeof reply.content !== "string") return reply.content;
  return [{ type: "text", deltas: reply.content.match(/\s*\S+|\s+$/g) ?? [] }];
}

/** Why the answer stops, if the script doesn't say. */
export function stopReasonOf(reply: AnthropicMessageReply): string {
  if (reply.stopReason !== undefined) return reply.stopReason;
  return toReplyBlocks(reply).some((block) => block.type === "tool_use") ? "tool_use" : "end_turn";
}
