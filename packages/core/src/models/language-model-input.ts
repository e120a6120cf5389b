import type { BaseMessage } from "../messages/base-message.js";
import { coerceMessageLikeToMessage, type BaseMessageLike } from "../messages/coerce-message.js";
import { MessageCoercionError } from "../messages/message-coercion-error.js";
import { HumanMessage } from "../messages/human-message.js";
import type { BasePromptValue } from "../prompt-values/base-prompt-value.js";

/** What a model can be asked with: a prompt's value, a text, or messages in any of their forms. */
export type BaseLanguageModelInput = BasePromptValue | string | readonly BaseMessageLike[];

/**
 * The messages that an input stands for.
 *
 * @throws MessageCoercionError if it stands for none
 */
export function toMessages(input: BaseLanguageModelInput): BaseMessage[] {
  if (typeof input === "string") return [new HumanMessage(input)];
  if (Array.isArray(input)) return (input as readonly BaseMessageLike[]).map(coerceMessageLikeToMessage);
  if (typeof (input as Partial<BasePromptValue> | undefined)?.toChatMessages !== "function")
    throw new MessageCoercionError(input, "a chat model is asked with a text, a list of messages or a prompt's value");
  return (input as BasePromptValue).toChatMessages();
}
