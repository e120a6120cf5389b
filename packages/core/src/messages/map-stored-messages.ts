import type { BaseMessage } from "./base-message.js";
import { type BaseMessageLike, coerceMessageLikeToMessage } from "./coerce-message.js";
import type { StoredMessage } from "./stored-message.js";

/** Messages as message stores keep them. */
export function mapChatMessagesToStoredMessages(messages: readonly BaseMessage[]): StoredMessage[] {
  return messages.map((message) => message.toDict());
}

/**
 * Stored messages as messages again.
 *
 * @throws MessageCoercionError for a type that has no message class, or where a field that it needs is missing.
 */
export function mapStoredMessagesToChatMessages(messages: readonly StoredMessage[]): BaseMessage[] {
  return messages.map(({ type, data }) => coerceMessageLikeToMessage({ ...data, type } as BaseMessageLike));
}
