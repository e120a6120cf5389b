import type { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";

/** One answer of a model. */
export interface Generation {
  text: string;
  /** What the provider said about this answer, such as the finish reason. */
  generationInfo?: Record<string, unknown> | undefined;
  /** A chat model's answer, which is where its calls of tools and its usage are. */
  message?: (BaseMessage & Partial<Pick<AIMessage, "tool_calls" | "usage_metadata">>) | undefined;
}

/** One answer of a chat model; `text` is the message's text. */
export interface ChatGeneration extends Generation {
  message: BaseMessage;
}
