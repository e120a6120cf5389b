import type { BaseMessage } from "../messages/base-message.js";
import type { Runnable } from "../runnables/runnable.js";
import { RunnableLambda } from "../runnables/runnable-lambda.js";
import { isOfType, type MessageTypeOrClass } from "./is-of-type.js";

/** Which messages stay. What is excluded goes, whatever includes it; if nothing is included by name, type or id, the rest stays. */
export interface FilterMessagesFields {
  includeNames?: string[];
  excludeNames?: string[];
  includeTypes?: MessageTypeOrClass[];
  excludeTypes?: MessageTypeOrClass[];
  includeIds?: string[];
  excludeIds?: string[];
}

/**
 * The messages that meet one of the conditions to include, and none of those to exclude. Without messages, a runnable that filters those it
 * is given.
 *
 * @example
 * ```ts
 * import { AIMessage, filterMessages, HumanMessage } from "@earshot/core/messages";
 *
 * const messages = [new HumanMessage({ content: "Hi!", name: "ann" }), new AIMessage("Hello."), new HumanMessage("Who is there?")];
 * console.log(filterMessages(messages, { includeTypes: ["human"], excludeNames: ["ann"] }).map(({ text }) => text));
 * // => [ 'Who is there?' ]
 * ```
 */
export function filterMessages(fields?: FilterMessagesFields): Runnable<BaseMessage[], BaseMessage[]>;
export function filterMessages(messages: BaseMessage[], fields?: FilterMessagesFields): BaseMessage[];
export function filterMessages(
  messages?: BaseMessage[] | FilterMessagesFields,
  fields: FilterMessagesFields = {},
): BaseMessage[] | Runnable<BaseMessage[], BaseMessage[]> {
  if (Array.isArray(messages)) return messages.filter((message) => stays(message, fields));
  return RunnableLambda.from((given: BaseMessage[]) => filterMessages(given, messages));
}

function stays(message: BaseMessage, fields: FilterMessagesFields): boolean {
  const { includeNames, includeTypes, includeIds, excludeNames, excludeTypes, excludeIds } = fields;
  if (meets(message, { names: excludeNames, types: excludeTypes, ids: excludeIds })) return false;
  if (includeNames === undefined && includeTypes === undefined && includeIds === undefined) return true;
  return meets(message, { names: includeNames, types: includeTypes, ids: includeIds });
}

interface Conditions {
  readonly names: string[] | undefined;
  readonly types: MessageTypeOrClass[] | undefined;
  readonly ids: string[] | undefined;
}

function meets(message: BaseMessage, { names, types, ids }: Conditions): boolean {
  const { name, id } = message;
  return (
    (name !== undefined && names?.includes(name) === true) ||
    (types !== undefined && isOfType(message, types)) ||
    (id !== undefined && ids?.includes(id) === true)
  );
}
