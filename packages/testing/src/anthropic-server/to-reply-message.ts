import type { AnthropicMessageReply } from "./anthropic-reply.js";
import type { AnthropicReplyBlock } from "./anthropic-reply-block.js";
import { stopReasonOf, toReplyBlocks } from "./to-reply-blocks.js";

/** The answer as one JSON body: what the API sends when the request doesn't stream. */
export function toReplyMessage(reply: AnthropicMessageReply, model: string): Record<string, unknown> {
  return {
    id: reply.id ?? "msg_01Scripted",
    type: "message",
    role: "assistant",
    model: reply.model ?? model,
    content: toReplyBlocks(reply).map(toWholeBlock),
    stop_reason: stopReasonOf(reply),
    stop_sequence: reply.stopSequence ?? null,
    stop_details: null,
    container: reply.container ?? null,
    diagnostics: null,
    usage: toReplyUsage(reply),
  };
}

/** The usage object of the API: every field is there, null where it doesn't apply. */
export function toReplyUsage(reply: AnthropicMessageReply): Record<string, unknown> {
  const usage = reply.usage ?? {};
  return {
    input_tokens: usage.input_tokens ?? 12,
    cache_creation_input_tokens: usage.cache_creation_input_tokens ?? 0,
    cache_read_input_tokens: usage.cache_read_input_tokens ?? 0,
    cache_creation: usage.cache_creation ?? {
      ephemeral_5m_input_tokens: usage.cache_creation_input_tokens ?? 0,
      ephemeral_1h_input_tokens: 0,
    },
    output_tokens: usage.output_tokens ?? countDeltas(reply),
    output_tokens_details: usage.output_tokens_details ?? null,
    server_tool_use: usage.server_tool_use ?? null,
    service_tier: usage.service_tier ?? "standard",
    inference_geo: null,
    speed: null,
  };
}

/** Without a count in the script, one token per delta: at least one, as the API bills an empty answer too. */
function countDeltas(reply: AnthropicMessageReply): number {
  let count = 0;
  for (const block of toReplyBlocks(reply)) count += "deltas" in block ? block.deltas.length : 1;
  return Math.max(count, 1);
}

function toWholeBlock(block: AnthropicReplyBlock): unknown {
  switch (block.type) {
    case "text":
      return { type: "text", text: block.deltas.join(""), ...(block.citations && { citations: block.citations }) };
    case "thinking":
      return { type: "thinking", thinking: block.deltas.join(""), signature: block.signature };
    case "tool_use":
    case "server_tool_use":
      return { type: block.type, id: block.id, name: block.name, input: block.input, caller: { type: "direct" } };
    case "whole":
      return block.block;
  }
}
