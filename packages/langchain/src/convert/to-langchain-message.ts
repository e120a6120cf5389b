import type { BaseMessage } from "@earshot/core/messages";
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage as LangChainMessage,
  ChatMessage,
  ChatMessageChunk,
  HumanMessage,
  HumanMessageChunk,
  RemoveMessage,
  SystemMessage,
  SystemMessageChunk,
  ToolMessage,
  ToolMessageChunk,
} from "@langchain/core/messages";
import { type AnyMessage, isPiece, messageFields } from "./message-fields.js";

type MessageClass = new (fields: never) => LangChainMessage;

/** Of each kind the whole message and the piece of one. */
const classes: Readonly<Record<string, readonly [whole: MessageClass, piece: MessageClass]>> = {
  ai: [AIMessage, AIMessageChunk],
  human: [HumanMessage, HumanMessageChunk],
  system: [SystemMessage, SystemMessageChunk],
  tool: [ToolMessage, ToolMessageChunk],
  generic: [ChatMessage, ChatMessageChunk],
  remove: [RemoveMessage as unknown as MessageClass, RemoveMessage as unknown as MessageClass],
};

/**
 * Earshot's message as LangChain's: content, ids, tool calls, usage and metadata are the very same values. A kind that Earshot doesn't have
 * stays what it is.
 *
 * @example
 * ```ts
 * import { HumanMessage } from "@earshot/core/messages";
 * import { toLangChainMessage } from "@earshot/langchain";
 * import { HumanMessage as LangChainMessage } from "@langchain/core/messages";
 *
 * console.log(toLangChainMessage(new HumanMessage("hello")).constructor === LangChainMessage); // => true
 * ```
 */
export function toLangChainMessage(message: BaseMessage | LangChainMessage): LangChainMessage {
  const Target = classes[message.type]?.[isPiece(message) ? 1 : 0];
  if (Target === undefined || message.constructor === Target) return message as LangChainMessage;
  return new Target(messageFields(message as AnyMessage) as never);
}
