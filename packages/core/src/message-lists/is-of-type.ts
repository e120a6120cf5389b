import type { BaseMessage } from "../messages/base-message.js";
import type { MessageType } from "../messages/message-type.js";

/** A kind of message: `"human"`, or the class `HumanMessage`. */
export type MessageTypeOrClass = MessageType | (abstract new (...fields: never) => BaseMessage);

/** True for a message of one of the kinds; of a class, whatever is an instance of it. */
export function isOfType(message: BaseMessage, types: MessageTypeOrClass | readonly MessageTypeOrClass[]): boolean {
  const kinds = Array.isArray(types) ? (types as readonly MessageTypeOrClass[]) : [types as MessageTypeOrClass];
  return kinds.some((kind) => (typeof kind === "string" ? message.getType() === kind : message instanceof kind));
}
