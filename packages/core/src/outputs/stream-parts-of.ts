import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessageChunk } from "../messages/base-message-chunk.js";
import type { StreamPart } from "./stream-part.js";

const media = new Set(["image", "image_url", "file", "document", "audio", "input_audio", "video"]);

/** What a message chunk brings, piece by piece: its text, its reasoning, fragments of tool calls, media, usage. */
export function streamPartsOf(chunk: BaseMessageChunk): readonly StreamPart[] {
  const parts: StreamPart[] = [];
  const { content } = chunk;
  if (typeof content === "string") {
    if (content !== "") parts.push({ type: "text", text: content });
  } else for (const block of content) addBlock(parts, block as Readonly<Record<string, unknown>>);
  const { tool_call_chunks, usage_metadata } = chunk as unknown as Partial<AIMessageChunk>;
  for (const { index, id, name, args } of tool_call_chunks ?? [])
    parts.push({ type: "tool_call", index, id, name, args: args ?? "" });
  if (usage_metadata !== undefined) parts.push({ type: "usage", usage: usage_metadata });
  return parts;
}

function addBlock(parts: StreamPart[], block: Readonly<Record<string, unknown>>): void {
  const { type } = block;
  if (type === "text" && typeof block["text"] === "string") parts.push({ type: "text", text: block["text"] });
  else if (type === "thinking" && typeof block["thinking"] === "string")
    parts.push({ type: "reasoning", text: block["thinking"] });
  else if (type === "reasoning" && typeof block["reasoning"] === "string")
    parts.push({ type: "reasoning", text: block["reasoning"] });
  else if (typeof type === "string" && media.has(type)) parts.push({ type: "media", block });
}
