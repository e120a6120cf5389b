import { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { HumanMessage } from "../messages/human-message.js";
import { isBaseMessage } from "../messages/is-base-message.js";
import { NoMessagesError } from "./no-messages-error.js";

/** Where messages are in an input or an output, and what a bare text is. */
export interface MessagesPlace {
  readonly where: "input" | "output";
  /** The key they stand under; if not given, the only key, else `where`. */
  readonly key: string | undefined;
}

/**
 * The messages in an input or an output: a text, a message, a list of messages, or a dictionary that holds one of these.
 *
 * @throws NoMessagesError if there are none
 */
export function messagesIn(value: unknown, { where, key }: MessagesPlace): BaseMessage[] {
  const isInDictionary = typeof value === "object" && value !== null && !Array.isArray(value) && !isBaseMessage(value);
  const itsKey = isInDictionary ? (key ?? soleKeyOf(value) ?? where) : undefined;
  const found = itsKey === undefined ? value : (value as Record<string, unknown>)[itsKey];
  if (typeof found === "string") return [where === "input" ? new HumanMessage(found) : new AIMessage(found)];
  if (isBaseMessage(found)) return [found];
  const list: unknown = Array.isArray(found) && found.length === 1 && Array.isArray(found[0]) ? found[0] : found;
  if (Array.isArray(list) && list.every(isBaseMessage)) return list;
  throw new NoMessagesError({ where, key: itsKey, found });
}

function soleKeyOf(dictionary: object): string | undefined {
  const keys = Object.keys(dictionary);
  return keys.length === 1 ? keys[0] : undefined;
}
