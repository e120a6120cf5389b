import type { AnthropicMessageReply } from "./anthropic-reply.js";
import type { AnthropicReplyBlock } from "./anthropic-reply-block.js";
import { stopReasonOf, toReplyBlocks } from "./to-reply-blocks.js";
import { toReplyMessage, toReplyUsage } from "./to-reply-message.js";

/** One event of the API's stream; `type` is also the name on the event line. */
export interface AnthropicStreamEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * The events of an answer in the order of the API: `message_start`, `ping`, per block `content_block_start`, its deltas and
 * `content_block_stop`, then `message_delta` with the cumulative usage, and `message_stop`. With `errorEvent` the stream ends
 * at that place with `error`.
 */
export function toReplyEvents(reply: AnthropicMessageReply, model: string): AnthropicStreamEvent[] {
  const events: AnthropicStreamEvent[] = [toMessageStart(reply, model)];
  if (reply.ping !== false) events.push({ type: "ping" });
  toReplyBlocks(reply).forEach((block, index) => {
    events.push({ type: "content_block_start", index, content_block: toOpeningBlock(block) });
    for (const delta of toDeltas(block)) events.push({ type: "content_block_delta", index, delta });
    events.push({ type: "content_block_stop", index });
  });
  events.push(toMessageDelta(reply), { type: "message_stop" });
  if (!reply.errorEvent) return events;
  const { atEvent, type, message } = reply.errorEvent;
  return [...events.slice(0, atEvent), { type: "error", error: { type, message } }];
}

/** The bytes of one event on the wire. */
export function toEventBytes(event: AnthropicStreamEvent): Uint8Array {
  return new TextEncoder().encode(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

function toMessageStart(reply: AnthropicMessageReply, model: string): AnthropicStreamEvent {
  const usage = {
    ...toReplyUsage(reply),
    output_tokens: reply.usage?.first_output_tokens ?? 1,
    output_tokens_details: null,
  };
  const message = { ...toReplyMessage(reply, model), content: [], stop_reason: null, stop_sequence: null, usage };
  return { type: "message_start", message };
}

function toMessageDelta(reply: AnthropicMessageReply): AnthropicStreamEvent {
  const {
    input_tokens,
    cache_creation_input_tokens,
    cache_read_input_tokens,
    output_tokens,
    output_tokens_details,
    server_tool_use,
  } = toReplyUsage(reply);
  return {
    type: "message_delta",
    delta: {
      stop_reason: stopReasonOf(reply),
      stop_sequence: reply.stopSequence ?? null,
      stop_details: null,
      container: reply.container ?? null,
    },
    usage: {
      input_tokens,
      cache_creation_input_tokens,
      cache_read_input_tokens,
      output_tokens,
      output_tokens_details,
      server_tool_use,
    },
  };
}

function toOpeningBlock(block: AnthropicReplyBlock): unknown {
  switch (block.type) {
    case "text":
      return { type: "text", text: "", ...(block.citations && { citations: [] }) };
    case "thinking":
      return { type: "thinking", thinking: "", signature: "" };
    case "tool_use":
    case "server_tool_use":
      return { type: block.type, id: block.id, name: block.name, input: {}, caller: { type: "direct" } };
    case "whole":
      return block.block;
  }
}

function toDeltas(block: AnthropicReplyBlock): object[] {
  switch (block.type) {
    case "text":
      return [
        ...block.deltas.map((text) => ({ type: "text_delta", text })),
        ...(block.citations ?? []).map((citation) => ({ type: "citations_delta", citation })),
      ];
    case "thinking":
      return [
        ...block.deltas.map((thinking) => ({ type: "thinking_delta", thinking })),
        { type: "signature_delta", signature: block.signature },
      ];
    case "tool_use":
    case "server_tool_use":
      return (block.fragments ?? ["", ...(JSON.stringify(block.input).match(/.{1,8}/gs) ?? [])]).map(
        (partial_json) => ({
          type: "input_json_delta",
          partial_json,
        }),
      );
    case "whole":
      return [];
  }
}
