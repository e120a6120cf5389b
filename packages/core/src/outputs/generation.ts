import type { BaseMessage } from "../messages/base-message.js";

/** One answer of a text model. */
export interface Generation {
  text: string;
  /** What the provider said about this answer, such as the finish reason. */
  generationInfo?: Record<string, unknown> | undefined;
}

/** One answer of a chat model; `text` is the message's text. */
export interface ChatGeneration extends Generation {
  message: BaseMessage;
}
