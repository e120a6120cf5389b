import { AIMessage } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { ContentBlock } from "../messages/content-block.js";
import type { InvalidToolCall, ToolCall } from "../messages/tool-call.js";
import { uuidV7 } from "../util/uuid-v7.js";

/** A call that every answer can refer to. */
export type NamedCall = ToolCall & { readonly id: string };

/** What a model said, with its calls as an agent acts on them. */
export interface AgentReply {
  readonly message: AIMessage;
  readonly calls: readonly NamedCall[];
  /** Those whose arguments could not be read, by their ids. */
  readonly unreadable: ReadonlyMap<string, InvalidToolCall>;
}

/**
 * Reads a model's message. Each call gets an id of its own, and one whose arguments are no JSON stands among the others, without any, so
 * that it can be answered: providers refuse a conversation in which a call isn't. The message stays the same object where nothing is amiss.
 */
export function readReply(said: BaseMessage): AgentReply {
  const { tool_calls: calls = [], invalid_tool_calls: invalid = [] } = said as AIMessage;
  const ids = new Set<string>();
  const unreadable = new Map<string, InvalidToolCall>();
  const freshId = (id: string | undefined): string => {
    const own = id === undefined || id === "" || ids.has(id) ? `call_${uuidV7()}` : id;
    ids.add(own);
    return own;
  };
  const named = calls.map((call): NamedCall => {
    const id = freshId(call.id);
    return id === call.id ? (call as NamedCall) : { ...call, id };
  });
  for (const call of invalid) {
    const id = freshId(call.id);
    unreadable.set(id, call);
    named.push({ type: "tool_call", id, name: call.name ?? "", args: {} });
  }
  const isAsSaid = unreadable.size === 0 && named.every((call, index) => call === calls[index]);
  const message = isAsSaid && !(said instanceof AIMessageChunk) ? (said as AIMessage) : withCalls(said, named);
  return { message, calls: named, unreadable };
}

/** The message with these calls in place of its own, in its content too: that is what some providers are sent. */
export function withCalls(message: BaseMessage, calls: readonly NamedCall[]): AIMessage {
  const { content, name, id, additional_kwargs, response_metadata, usage_metadata } = message as AIMessage;
  return new AIMessage({
    content: typeof content === "string" ? content : content.map((block) => withCall(block, calls)),
    additional_kwargs,
    response_metadata,
    tool_calls: [...calls],
    ...(name !== undefined && { name }),
    ...(id !== undefined && { id }),
    ...(usage_metadata !== undefined && { usage_metadata }),
  });
}

/** A part of the content that shows a call, in a provider's form or the standard one, as the call is now. */
function withCall(block: ContentBlock, calls: readonly NamedCall[]): ContentBlock {
  const call = calls.find(({ id }) => id === block.id);
  if (call === undefined) return block;
  const { name, args } = call;
  if ("input" in block) return { ...block, name, input: args };
  return "args" in block ? { ...block, name, args } : block;
}
