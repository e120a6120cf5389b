import { AIMessage, type AIMessageFields } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { BaseMessageChunk } from "../messages/base-message-chunk.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { ChatGeneration, Generation } from "../outputs/generation.js";

/** Under these, providers tell what a call cost, besides `usage_metadata`. */
const billed = new Set(["usage", "tokenUsage", "estimatedTokenUsage", "token_usage"]);

const free = { input_tokens: 0, output_tokens: 0, total_tokens: 0 };

/** An answer to keep: its consumer may change its own. */
export function toStored(generation: Generation): Generation {
  const { message } = generation as Partial<ChatGeneration>;
  if (message === undefined) return { text: generation.text, generationInfo: generation.generationInfo };
  return { ...generation, message: copyOf(message) } as ChatGeneration;
}

/** An answer out of a cache, as a call gives it: a message of its own, without an id yet, that says it has cost nothing. */
export function fromStored(generation: Generation): Generation {
  const { text, generationInfo } = generation;
  const { message } = generation as Partial<ChatGeneration>;
  const given: Generation = { text, generationInfo: { ...generationInfo, tokenUsage: {} } };
  if (message === undefined) return given;
  return { ...given, message: message.getType() === "ai" ? new AIMessage(freeFields(message)) : message } as Generation;
}

/** {@link fromStored} as the one chunk of a stream. */
export function chunkFromStored(generation: Generation): ChatGenerationChunk {
  const { text, generationInfo } = generation;
  const { message } = generation as ChatGeneration;
  if (message.getType() !== "ai")
    return new ChatGenerationChunk({ text, generationInfo, message: message as unknown as BaseMessageChunk });
  const fields = freeFields(message);
  const tool_call_chunks = (fields.tool_calls ?? []).map(({ name, args, id }, index) => ({
    type: "tool_call_chunk" as const,
    index,
    name,
    args: JSON.stringify(args),
    id,
  }));
  const { tool_calls: _, ...rest } = fields;
  return new ChatGenerationChunk({
    text,
    generationInfo: { ...generationInfo, tokenUsage: {} },
    message: new AIMessageChunk({ ...rest, tool_call_chunks }),
  });
}

function copyOf(message: BaseMessage): BaseMessage {
  return message.getType() === "ai" ? new AIMessage(fieldsOf(message as AIMessage)) : message;
}

function fieldsOf(message: AIMessage): AIMessageFields {
  const { content, name, additional_kwargs, response_metadata, tool_calls, invalid_tool_calls, usage_metadata } =
    message;
  return {
    content,
    additional_kwargs: { ...additional_kwargs },
    response_metadata: { ...response_metadata },
    tool_calls: [...(tool_calls ?? [])],
    invalid_tool_calls: [...(invalid_tool_calls ?? [])],
    ...(name !== undefined && { name }),
    ...(usage_metadata !== undefined && { usage_metadata }),
  };
}

function freeFields(message: BaseMessage): AIMessageFields {
  const fields = fieldsOf(message as AIMessage);
  const metadata = Object.entries(fields.response_metadata ?? {}).filter(([key]) => !billed.has(key));
  return { ...fields, response_metadata: Object.fromEntries(metadata), usage_metadata: { ...free } };
}
