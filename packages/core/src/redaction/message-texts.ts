import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { ContentBlock, MessageContent } from "../messages/content-block.js";
import type { ToolCallChunk } from "../messages/tool-call.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import { streamPartsOf } from "../outputs/stream-parts-of.js";
import type { DeltaAccess } from "./delta-access.js";
import { placeNested, readNested, writeNested } from "./nested-texts.js";

type Take = (name: string) => string;

/** A call whose pieces have no index has its name for all of them. */
const callName = (index: unknown): string => `tool_call:${String(index)}`;

/**
 * The texts that stream through a chat model's chunks: the answer, the reasoning, the arguments of each tool call, and what a provider
 * puts into `additional_kwargs`. A chunk is copied with other texts in it; text that has no place of its own there (held back from an
 * earlier chunk) is added as a block, or as a piece of its call.
 */
export const messageTexts: DeltaAccess = {
  read(chunk) {
    const texts = new Map<string, string>();
    const add = (name: string, text: string): void => void texts.set(name, (texts.get(name) ?? "") + text);
    const { message } = chunk as ChatGenerationChunk;
    for (const part of streamPartsOf(message as AIMessageChunk)) {
      if (part.type === "text" || part.type === "reasoning") add(part.type, part.text);
      else if (part.type === "tool_call") add(callName(part.index), part.args);
    }
    readNested(message.additional_kwargs, [], add);
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
    const calls: ToolCallChunk[] = (original.tool_call_chunks ?? []).map((call) => ({
      ...call,
      args: take(callName(call.index)),
    }));
    const content = contentWith(original.content, take);
    const kwargs = writeNested(original.additional_kwargs, [], take) as Record<string, unknown>;
    for (const [name, text] of left) {
      if (text === "") continue;
      if (name.startsWith("[")) placeNested(kwargs, JSON.parse(name) as string[], text);
      else calls.push(pieceOf(name, text));
    }
    const fields = { ...original, content, additional_kwargs: kwargs };
    if (calls.length > 0) Object.assign(fields, { tool_call_chunks: calls });
    const copy = new (original.constructor as typeof AIMessageChunk)(fields);
    const shown = new ChatGenerationChunk({ text: copy.text, message: copy, generationInfo });
    return { chunk: shown, text: shown.text, index, parts: streamPartsOf(copy) };
  },
};

/** What was held back of a call's arguments, when nothing more of the call comes. */
function pieceOf(name: string, args: string): ToolCallChunk {
  const index = name.slice(callName("").length);
  const position = Number(index);
  return { type: "tool_call_chunk", args, index: Number.isNaN(position) ? undefined : position } as ToolCallChunk;
}

function contentWith(content: MessageContent, take: Take): MessageContent {
  const reasoning = (): string => take("reasoning");
  if (typeof content === "string") {
    const text = take("text");
    const thought = reasoning();
    return thought === "" ? text : [...textBlocks(text), { type: "reasoning", reasoning: thought }];
  }
  const blocks = content.map((block) => blockWith(block, take));
  blocks.push(...textBlocks(take("text")));
  const thought = reasoning();
  if (thought !== "") blocks.push({ type: "reasoning", reasoning: thought });
  return blocks;
}

const textBlocks = (text: string): ContentBlock[] => (text === "" ? [] : [{ type: "text", text }]);

function blockWith(block: ContentBlock, take: Take): ContentBlock {
  if (block.type === "text") return { ...block, text: take("text") };
  if (block.type === "thinking") return { ...block, thinking: take("reasoning") };
  if (block.type === "reasoning") return { ...block, reasoning: take("reasoning") };
  if (block.type === "input_json_delta") return { ...block, input: "" };
  return block;
}
