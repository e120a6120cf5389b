import { BaseMessage } from "../messages/base-message.js";
import type { ChatMessage } from "../messages/chat-message.js";
import { type BaseMessageLike, coerceMessageLikeToMessage } from "../messages/coerce-message.js";
import { AIMessagePromptTemplate } from "./ai-message-prompt-template.js";
import type { BaseMessagePromptTemplate } from "./base-message-prompt-template.js";
import { ChatMessagePromptTemplate } from "./chat-message-prompt-template.js";
import { compileContent } from "./compile-content.js";
import { HumanMessagePromptTemplate } from "./human-message-prompt-template.js";
import { InvalidPromptError } from "./invalid-prompt-error.js";
import { MessagesPlaceholder } from "./messages-placeholder.js";
import type { TemplateFormat } from "./parse-template.js";
import { SystemMessagePromptTemplate } from "./system-message-prompt-template.js";

/** What comes to messages and is no message's template: another prompt. */
export interface MessagesTemplate {
  readonly inputVariables: readonly string[];
  formatMessages(values: never): Promise<BaseMessage[]>;
}

/** Everything that a message of a chat prompt can be written as. */
export type BaseMessagePromptTemplateLike = BaseMessagePromptTemplate | MessagesTemplate | BaseMessageLike;

/**
 * Makes a part of a chat prompt. A message stays the message it is, braces and all; a string, a tuple or `{ role, content }` is a
 * template; `["placeholder", "{history}"]` is an optional place for messages.
 *
 * @throws InvalidPromptError, MessageCoercionError
 */
export function coerceMessageTemplate(
  like: BaseMessagePromptTemplateLike,
  format?: TemplateFormat,
): BaseMessagePromptTemplate | BaseMessage {
  if (like instanceof BaseMessage) return like;
  if (typeof (like as Partial<BaseMessagePromptTemplate>).formatMessages === "function")
    return like as BaseMessagePromptTemplate;
  if (Array.isArray(like) && like[0] === "placeholder") return placeholder(like[1]);
  const message = coerceMessageLikeToMessage(like as BaseMessageLike);
  const prompt = compileContent(message.content, format);
  switch (message.type) {
    case "human":
      return new HumanMessagePromptTemplate({ prompt });
    case "ai":
      return new AIMessagePromptTemplate({ prompt });
    case "system":
      return new SystemMessagePromptTemplate({ prompt });
    case "generic":
      return new ChatMessagePromptTemplate({ prompt, role: (message as ChatMessage).role });
    default:
      return message;
  }
}

function placeholder(variable: unknown): MessagesPlaceholder {
  const name = typeof variable === "string" ? /^\{\{?([^{}]+)\}?\}$/.exec(variable)?.[1] : undefined;
  if (name !== undefined) return new MessagesPlaceholder({ variableName: name, optional: true });
  throw new InvalidPromptError(
    `A placeholder needs the name of a variable in braces, as in ["placeholder", "{history}"]; it has ${JSON.stringify(variable)}.`,
  );
}
