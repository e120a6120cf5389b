import type { BaseMessage } from "../messages/base-message.js";
import { BaseListChatMessageHistory } from "./base-chat-message-history.js";

/**
 * A conversation kept in memory, for as long as the object lives.
 *
 * @example
 * ```ts
 * import { InMemoryChatMessageHistory } from "@earshot/core/chat_history";
 *
 * const history = new InMemoryChatMessageHistory();
 * await history.addUserMessage("who?");
 * await history.addAIMessage("me");
 * console.log((await history.getMessages()).map((message) => message.text)); // => [ 'who?', 'me' ]
 * ```
 */
export class InMemoryChatMessageHistory extends BaseListChatMessageHistory {
  override lc_namespace = ["langchain", "stores", "message", "in_memory"];
  #messages: BaseMessage[];

  constructor(messages: readonly BaseMessage[] = []) {
    super();
    this.#messages = [...messages];
  }

  /** All messages so far; a copy. */
  override getMessages(): Promise<BaseMessage[]> {
    return Promise.resolve([...this.#messages]);
  }

  override addMessage(message: BaseMessage): Promise<void> {
    this.#messages.push(message);
    return Promise.resolve();
  }

  override clear(): Promise<void> {
    this.#messages = [];
    return Promise.resolve();
  }
}
