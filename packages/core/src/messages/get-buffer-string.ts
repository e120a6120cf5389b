import type { AIMessage } from "./ai-message.js";
import type { BaseMessage } from "./base-message.js";
import type { ChatMessage } from "./chat-message.js";
import type { ContentBlock, MessageContent } from "./content-block.js";
import type { ToolCall } from "./tool-call.js";

const longestShownId = 64;
const silentTypes: readonly unknown[] = [
  "reasoning",
  "tool_call",
  "tool_call_chunk",
  "invalid_tool_call",
  "server_tool_call",
  "server_tool_call_chunk",
  "server_tool_call_result",
  "non_standard",
];

/**
 * A conversation as plain text, a line per message: `Human: hi`. Parts that are no text show as `[image]` and the like, so that their
 * existence is known but not their size; calls follow as JSON. A message of an unknown kind is introduced by that kind.
 */
export function getBufferString(messages: readonly BaseMessage[], humanPrefix = "Human", aiPrefix = "AI"): string {
  return messages
    .map((message) =>
      lineOf(message, message.type === "human" ? humanPrefix : message.type === "ai" ? aiPrefix : roleOf(message)),
    )
    .join("\n");
}

function roleOf(message: BaseMessage): string {
  if (message.type === "generic") return (message as ChatMessage).role;
  return message.type.charAt(0).toUpperCase() + message.type.slice(1);
}

function lineOf(message: BaseMessage, role: string): string {
  const name = message.name ? `${message.name}, ` : "";
  const line = `${role}: ${name}${readable(message.content)}`;
  if (message.type !== "ai") return line;
  const calls = (message as AIMessage).tool_calls;
  if (calls?.length > 0) return line + JSON.stringify(calls.map(withShortId));
  const called = message.additional_kwargs?.function_call;
  return called === undefined ? line : line + JSON.stringify(called);
}

function readable(content: MessageContent): string {
  return typeof content === "string" ? content : content.map(readableBlock).join("");
}

function readableBlock(block: ContentBlock | string): string {
  if (typeof block === "string") return block;
  if (block.type === "text") return String(block.text ?? "");
  if (block.type === "text-plain") return String(block.text ?? "[text-plain file]");
  if (block.type === "image_url") return "[image]";
  if (block.type === "input_audio") return "[audio]";
  return !block.type || silentTypes.includes(block.type) ? "" : `[${block.type}]`;
}

function withShortId(call: ToolCall): ToolCall {
  return (call.id?.length ?? 0) > longestShownId ? { ...call, id: `${call.id?.slice(0, longestShownId)}...` } : call;
}
