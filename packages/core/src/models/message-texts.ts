import type { DeltaAccess } from "../events/redactor.js";
import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { ContentBlock, MessageContent } from "../messages/content-block.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import { streamPartsOf } from "../outputs/stream-parts-of.js";

/**
 * The texts that stream through a chat model's chunks: the answer, the reasoning, and the arguments of each tool call. A chunk is copied
 * with other texts in it; text that has no place of its own there (held back from an earlier chunk) is added as a block.
 */
export const messageTexts: DeltaAccess = {
  read(chunk) {
    const texts = new Map<string, string>();
    const add = (name: string, text: string): void => void texts.set(name, (texts.get(name) ?? "") + text);
    for (const part of streamPartsOf((chunk as ChatGenerationChunk).message)) {
      if (part.type === "text" || part.type === "reasoning") add(part.type, part.text);
      else if (part.type === "tool_call") add(`tool_call:${part.index}`, part.args);
    }
    return texts;
  },

  write({ chunk, index }, texts) {
    const { message, generationInfo } = chunk as ChatGenerationChunk;
    const left = new Map(texts);
    const take = (name: string): string => {
      const text = left.get(name) ?? "";
      left.delete(name);
      return text;
    };
    const original = message as AIMessageChunk;
    const copy = new (original.constructor as typeof AIMessageChunk)({
      ...original,
      tool_call_chunks: original.tool_call_chunks?.map((call) => ({ ...call, args: take(`tool_call:${call.index}`) })),
      content: contentWith(original.content, take),
    });
    const shown = new ChatGenerationChunk({ text: texts.get("text") ?? "", message: copy, generationInfo });
    return { chunk: shown, text: shown.text, index, parts: streamPartsOf(copy) };
  },
};

function contentWith(content: MessageContent, take: (name: string) => string): MessageContent {
  if (typeof content === "string") return take("text");
  const blocks = content.map((block) => blockWith(block, take));
  const [text, reasoning] = [take("text"), take("reasoning")];
  if (text !== "") blocks.push({ type: "text", text });
  if (reasoning !== "") blocks.push({ type: "reasoning", reasoning });
  return blocks;
}

function blockWith(block: ContentBlock, take: (name: string) => string): ContentBlock {
  if (block.type === "text") return { ...block, text: take("text") };
  if (block.type === "thinking") return { ...block, thinking: take("reasoning") };
  if (block.type === "reasoning") return { ...block, reasoning: take("reasoning") };
  if (block.type === "input_json_delta") return { ...block, input: "" };
  return block;
}
