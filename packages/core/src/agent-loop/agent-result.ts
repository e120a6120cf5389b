import type { BaseMessage } from "../messages/base-message.js";

/** What an agent comes to: the messages it was given with all new ones behind them, and its answer in the form that it was asked for. */
export type AgentResult<TResponse = undefined> = [TResponse] extends [undefined]
  ? { messages: BaseMessage[]; structuredResponse?: undefined }
  : { messages: BaseMessage[]; structuredResponse: TResponse };
