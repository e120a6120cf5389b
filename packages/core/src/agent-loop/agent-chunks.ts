import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import type { ToolMessage } from "../messages/tool-message.js";

/**
 * What an agent's stream is made of. `"updates"`: what each step added. `"values"`: all there is after each step. `"messages"`: the chunks of
 * the model's messages and the tools' messages, as they come.
 */
export type AgentStreamMode = "updates" | "values" | "messages";

/** What one step added, under the name of what took it; LangChain's names. */
export interface AgentUpdate<TResponse = unknown> {
  readonly model_request?: { readonly messages: BaseMessage[] };
  readonly tools?: { readonly messages: BaseMessage[]; readonly structuredResponse?: TResponse };
}

/** A chunk of the model's message, or a whole message of a tool, and where it comes from. */
export type AgentMessageChunk = readonly [
  message: AIMessageChunk | ToolMessage,
  metadata: { readonly langgraph_node: keyof AgentUpdate; readonly langgraph_step: number },
];
