import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  ChatMessage,
  ChatMessageChunk,
  HumanMessage,
  HumanMessageChunk,
  RemoveMessage,
  SystemMessage,
  SystemMessageChunk,
  ToolMessage,
  ToolMessageChunk,
} from "@earshot/core/messages";
import type { BaseMessage as LangChainMessage } from "@langchain/core/messages";
import { type AnyMessage, isPiece, messageFields } from "./message-fields.js";

type MessageClass = new (fields: never) => BaseMessage;

/** Of each kind the whole message and the piece of one. */
const classes: Readonly<Record<string, readonly [whole: MessageClass, piece: MessageClass]>> = {
  ai: [AIMessage, AIMessageChunk],
  human: [HumanMessage, HumanMessageChunk],
  system: [SystemMessage, SystemMessageChunk],
  tool: [ToolMessage, ToolMessageChunk],
  generic: [ChatMessage, ChatMessageChunk],
  remove: [RemoveMessage, RemoveMessage],
};

/**
 * LangChain's message as Earshot's: content, ids, tool calls, usage and metadata are the very same values. A kind that Earshot doesn't have
 * stays what it is; the libraries know each other's messages by their brand.
 *
 * @example
 * ```ts
 * import { toEarshotMessage } from "@earshot/langchain";
 * import { AIMessage } from "@langchain/core/messages";
 *
 * const message = toEarshotMessage(new AIMessage({ content: "hello", id: "m1" }));
 * console.log(message.getType(), message.text, message.id); // => ai hello m1
 * ```
 */
export function toEarshotMessage(message: LangChainMessage | BaseMessage): BaseMessage {
  const Target = classes[message.type]?.[isPiece(message) ? 1 : 0];
  if (Target === undefined || message.constructor === Target) return message as BaseMessage;
  return new Target(messageFields(message as AnyMessage) as never);
}
