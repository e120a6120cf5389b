import { roleInWords } from "./role-in-words.js";
import { shortBinary } from "./short-binary.js";

/**
 * A value of event lines as text to be read and compared line by line: texts as they are, messages under the names of who said them, answers of
 * models as their messages, and all else as indented JSON, in which images and other files are told in short. Messages that an object holds are
 * read under the name of its field, and those of a state that is nothing but `messages` as they are.
 */
export function readableText(value: unknown): string {
  if (typeof value === "string") return value;
  const generations = isFields(value) ? value["generations"] : undefined;
  if (Array.isArray(generations)) return generations.flat().map(textOfGeneration).join("\n\n");
  const messages = messagesOf(value);
  if (messages !== undefined) return messages.map(textOfMessage).join("\n\n");
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string"))
    return value.join("\n\n");
  return (isFields(value) ? textOfState(value) : undefined) ?? indented(value);
}

type Fields = { readonly [name: string]: unknown };

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isMessage = (value: unknown): value is Fields =>
  isFields(value) && typeof value["$"] === "string" && /Message(?:Chunk)?$/u.test(value["$"]);

function messagesOf(value: unknown): readonly Fields[] | undefined {
  if (isMessage(value)) return [value];
  if (isFields(value) && value["$"] === "ChatPromptValue") return messagesOf(value["messages"]);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items: readonly unknown[] = value.every(Array.isArray) ? value.flat() : value;
  return items.length > 0 && items.every(isMessage) ? items : undefined;
}

/** An object that holds messages, as the state of an agent does. */
function textOfState(state: Fields): string | undefined {
  const fields = Object.entries(state);
  if (!fields.some(([, value]) => messagesOf(value) !== undefined)) return undefined;
  const [only] = fields;
  if (fields.length === 1 && only?.[0] === "messages") return readableText(only[1]);
  return fields.map(([name, value]) => `${name}:\n${readableText(value)}`).join("\n\n");
}

function textOfGeneration(generation: unknown): string {
  if (!isFields(generation)) return indented(generation);
  const { message, text } = generation;
  return isMessage(message) ? textOfMessage(message) : typeof text === "string" ? text : indented(generation);
}

function textOfMessage(message: Fields): string {
  const calls = Array.isArray(message["tool_calls"]) ? message["tool_calls"] : [];
  const said = textOfContent(message["content"], calls.length > 0);
  const role = roleInWords(String(message["$"]));
  const heading = typeof message["name"] === "string" ? `${role} (${message["name"]})` : role;
  return [`${heading}:`, ...(said === "" ? [] : [said]), ...calls.map(textOfCall)].join("\n");
}

/** Blocks that a message's tool calls repeat are left to those. */
function textOfContent(content: unknown, hasCalls: boolean): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return content === undefined ? "" : indented(content);
  const blocks: readonly unknown[] = content;
  const shown = blocks.filter((block) => !(hasCalls && isFields(block) && block["type"] === "tool_use"));
  return shown.map(textOfBlock).join("\n");
}

const textOfBlock = (block: unknown): string =>
  isFields(block) && block["type"] === "text" && typeof block["text"] === "string" ? block["text"] : indented(block);

function textOfCall(call: unknown): string {
  if (!isFields(call)) return indented(call);
  return `→ ${String(call["name"])} ${indented(call["args"])}`;
}

/** What names or measures one call, within messages and their blocks, where nothing of the user's can be meant. */
const ofOneCall = new Set([
  "id",
  "tool_call_id",
  "tool_use_id",
  "response_metadata",
  "usage_metadata",
  "signature",
  "index",
]);

const isOfCall = (holder: unknown): boolean =>
  isMessage(holder) ||
  (isFields(holder) && typeof holder["type"] === "string" && /tool|thinking/u.test(holder["type"]));

function indented(value: unknown): string {
  const text = JSON.stringify(
    value,
    function leaveOut(this: unknown, key: string, item: unknown) {
      if (ofOneCall.has(key) && isOfCall(this)) return undefined;
      return typeof item === "string" ? (shortBinary(item) ?? item) : item;
    },
    2,
  );
  // Of `undefined` there is no JSON.
  return (text as string | undefined) ?? "";
}
