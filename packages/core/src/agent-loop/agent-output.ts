import type { BaseMessage } from "../messages/base-message.js";
import type { BaseMessageLike } from "../messages/coerce-message.js";
import type { AgentResume } from "./agent-interrupt.js";

/** What an agent is asked with: a text, a conversation, or where to go on. */
export type AgentInput =
  | string
  | readonly BaseMessageLike[]
  | { readonly messages: string | readonly BaseMessageLike[] }
  | AgentResume;

/** The conversation with all that was added to it, and, if a form was asked for, the final answer in it. */
export type AgentOutput<TResponse = undefined> = { messages: BaseMessage[] } & ([TResponse] extends [undefined]
  ? unknown
  : { structuredResponse: TResponse });

/** What a step of an agent adds, in its stream of updates. */
export type AgentUpdate<TResponse = undefined> =
  | { readonly model: Partial<AgentOutput<TResponse>> & { messages: BaseMessage[] } }
  | { readonly tools: { messages: BaseMessage[] } };

/** A message of an agent's stream of messages, and which part of it says it. */
export type AgentStreamMessage = readonly [message: BaseMessage, from: { readonly node: "model" | "tools" }];
