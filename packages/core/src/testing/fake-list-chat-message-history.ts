import { BaseListChatMessageHistory } from "../chat-history/base-chat-message-history.js";
import type { BaseMessage } from "../messages/base-message.js";

/** A history of the simpler kind that keeps its messages where a test can see them. */
export class FakeListChatMessageHistory extends BaseListChatMessageHistory {
  override lc_namespace = ["langchain_core", "message", "fake"];
  messages: BaseMessage[] = [];

  override getMessages(): Promise<BaseMessage[]> {
    return Promise.resolve(this.messages);
  }

  override addMessage(message: BaseMessage): Promise<void> {
    this.messages.push(message);
    return Promise.resolve();
  }
}
