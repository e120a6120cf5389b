import { BaseChatMessageHistory } from "../chat-history/base-chat-message-history.js";
import { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { HumanMessage } from "../messages/human-message.js";

/** A history that keeps its messages where a test can see them. */
export class FakeChatMessageHistory extends BaseChatMessageHistory {
  override lc_namespace = ["langchain_core", "message", "fake"];
  messages: BaseMessage[] = [];

  override getMessages(): Promise<BaseMessage[]> {
    return Promise.resolve(this.messages);
  }

  override addMessage(message: BaseMessage): Promise<void> {
    this.messages.push(message);
    return Promise.resolve();
  }

  override addUserMessage(message: string): Promise<void> {
    return this.addMessage(new HumanMessage(message));
  }

  override addAIMessage(message: string): Promise<void> {
    return this.addMessage(new AIMessage(message));
  }

  override clear(): Promise<void> {
    this.messages = [];
    return Promise.resolve();
  }
}
