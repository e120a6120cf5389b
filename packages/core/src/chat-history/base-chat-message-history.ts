import { NotClearableError } from "./not-clearable-error.js";
import { Serializable } from "../load/serializable.js";
import { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { HumanMessage } from "../messages/human-message.js";

/** Where the messages of one conversation are kept. A class of your own says how each of these is done. */
export abstract class BaseChatMessageHistory extends Serializable {
  abstract getMessages(): Promise<BaseMessage[]>;
  abstract addMessage(message: BaseMessage): Promise<void>;
  abstract addUserMessage(message: string): Promise<void>;
  abstract addAIMessage(message: string): Promise<void>;
  abstract clear(): Promise<void>;

  /** Adds them one by one, in order. Override it where the store takes several at once. */
  addMessages(messages: readonly BaseMessage[]): Promise<void> {
    return addOneByOne(this, messages);
  }
}

/** Where the messages of one conversation are kept; all it has to say is how they are read, and how one is added. */
export abstract class BaseListChatMessageHistory extends Serializable {
  abstract getMessages(): Promise<BaseMessage[]>;
  abstract addMessage(message: BaseMessage): Promise<void>;

  addUserMessage(message: string): Promise<void> {
    return this.addMessage(new HumanMessage(message));
  }

  addAIMessage(message: string): Promise<void> {
    return this.addMessage(new AIMessage(message));
  }

  /** Adds them one by one, in order. Override it where the store takes several at once. */
  addMessages(messages: readonly BaseMessage[]): Promise<void> {
    return addOneByOne(this, messages);
  }

  /** Forgets all of them, where the store can. */
  clear(): Promise<void> {
    return Promise.reject(new NotClearableError(this.constructor.name));
  }
}

async function addOneByOne(
  history: BaseChatMessageHistory | BaseListChatMessageHistory,
  messages: readonly BaseMessage[],
): Promise<void> {
  for (const message of messages) await history.addMessage(message);
}
