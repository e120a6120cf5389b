import { Document } from "../documents/document.js";
import { AIMessage } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { ChatMessage } from "../messages/chat-message.js";
import { ChatMessageChunk } from "../messages/chat-message-chunk.js";
import { HumanMessage } from "../messages/human-message.js";
import { HumanMessageChunk } from "../messages/human-message-chunk.js";
import { isBaseMessage } from "../messages/is-base-message.js";
import { RemoveMessage } from "../messages/remove-message.js";
import { SystemMessage } from "../messages/system-message.js";
import { SystemMessageChunk } from "../messages/system-message-chunk.js";
import { ToolMessage } from "../messages/tool-message.js";
import { ToolMessageChunk } from "../messages/tool-message-chunk.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import { GenerationChunk } from "../outputs/generation-chunk.js";
import { ChatPromptValue } from "../prompt-values/chat-prompt-value.js";
import { ImagePromptValue } from "../prompt-values/image-prompt-value.js";
import { StringPromptValue } from "../prompt-values/string-prompt-value.js";

/** A class whose objects are written down by some of their fields and made anew from them. */
export interface RevivableClass {
  /** The first is never missing. */
  readonly fields: readonly string[];
  /** @throws whatever the class makes of fields that are not its own */
  make(fields: Readonly<Record<string, unknown>>): object;
}

type AnyClass = new (fields: never) => object;

const define = (made: AnyClass, ...fields: readonly string[]): RevivableClass => ({
  fields,
  make: (given) => new made(given as never),
});

const message = ["content", "name", "id", "additional_kwargs", "response_metadata"];
const answer = [...message, "tool_calls", "invalid_tool_calls", "usage_metadata"];
const tool = [...message, "tool_call_id", "status", "artifact", "metadata"];

const classes = new Map<string, RevivableClass>([
  ["HumanMessage", define(HumanMessage, ...message)],
  ["HumanMessageChunk", define(HumanMessageChunk, ...message)],
  ["SystemMessage", define(SystemMessage, ...message)],
  ["SystemMessageChunk", define(SystemMessageChunk, ...message)],
  // Without its lists the class would look for calls elsewhere.
  [
    "AIMessage",
    {
      fields: answer,
      make: (given) => new AIMessage({ tool_calls: [], invalid_tool_calls: [], ...given }),
    },
  ],
  ["AIMessageChunk", define(AIMessageChunk, ...answer, "tool_call_chunks")],
  ["ToolMessage", define(ToolMessage, ...tool)],
  ["ToolMessageChunk", define(ToolMessageChunk, ...tool)],
  ["ChatMessage", define(ChatMessage, ...message, "role")],
  ["ChatMessageChunk", define(ChatMessageChunk, ...message, "role")],
  ["RemoveMessage", define(RemoveMessage, ...message)],
  ["ChatGenerationChunk", define(ChatGenerationChunk, "text", "message", "generationInfo")],
  ["GenerationChunk", define(GenerationChunk, "text", "generationInfo")],
  ["Document", define(Document, "pageContent", "metadata", "id")],
  ["ChatPromptValue", define(ChatPromptValue, "messages")],
  ["StringPromptValue", define(StringPromptValue, "value")],
  ["ImagePromptValue", define(ImagePromptValue, "imageUrl")],
]);

/** The class that lines call by this name. */
export function revivableClass(name: string): RevivableClass | undefined {
  return classes.get(name);
}

/** What lines call the class of this object, if they can say it. A subclass of somebody else's is what it extends. */
export function revivableName(value: object): string | undefined {
  if (isBaseMessage(value)) {
    const name = String((value as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag]);
    return classes.has(name) ? name : undefined;
  }
  if (value instanceof ChatGenerationChunk) return "ChatGenerationChunk";
  if (value instanceof GenerationChunk) return "GenerationChunk";
  if (value instanceof Document) return "Document";
  if (value instanceof ChatPromptValue) return "ChatPromptValue";
  if (value instanceof StringPromptValue) return "StringPromptValue";
  if (value instanceof ImagePromptValue) return "ImagePromptValue";
  return undefined;
}
