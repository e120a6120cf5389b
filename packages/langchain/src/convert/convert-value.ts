import { Document } from "@earshot/core/documents";
import { isBaseMessage, type BaseMessage } from "@earshot/core/messages";
import { ChatPromptValue, StringPromptValue } from "@earshot/core/prompt_values";
import { Document as LangChainDocument } from "@langchain/core/documents";
import type { BaseMessage as LangChainMessage } from "@langchain/core/messages";
import {
  ChatPromptValue as LangChainChatPromptValue,
  StringPromptValue as LangChainStringPromptValue,
} from "@langchain/core/prompt_values";
import { toEarshotMessage } from "./to-earshot-message.js";
import { toLangChainMessage } from "./to-langchain-message.js";

/** What becomes of the things that each library has a class of its own for. */
interface Classes {
  message(message: BaseMessage | LangChainMessage): unknown;
  chatPrompt(messages: unknown[]): unknown;
  stringPrompt(text: string): unknown;
  document(document: { readonly pageContent: string; readonly metadata: Record<string, unknown> }): unknown;
}

const earshot: Classes = {
  message: toEarshotMessage,
  chatPrompt: (messages) => new ChatPromptValue({ messages: messages as BaseMessage[] }),
  stringPrompt: (text) => new StringPromptValue(text),
  document: (document) => new Document(document),
};

const langChain: Classes = {
  message: toLangChainMessage,
  chatPrompt: (messages) => new LangChainChatPromptValue({ messages: messages as LangChainMessage[] }),
  stringPrompt: (text) => new LangChainStringPromptValue(text),
  document: (document) => new LangChainDocument(document),
};

/** How deep messages are looked for: a graph's state, a list in it, a chunk of its stream. */
const depthLimit = 6;

/** The value with Earshot's messages, prompt values and documents in place of LangChain's, in lists and plain objects too. What has none stays. */
export const toEarshotValue = (value: unknown): unknown => converted(value, earshot, 0);

/** The value with LangChain's messages, prompt values and documents in place of Earshot's, in lists and plain objects too. What has none stays. */
export const toLangChainValue = (value: unknown): unknown => converted(value, langChain, 0);

function converted(value: unknown, to: Classes, depth: number): unknown {
  if (typeof value !== "object" || value === null || depth > depthLimit) return value;
  if (isBaseMessage(value)) return to.message(value);
  if (Array.isArray(value)) return eachOf(value, (item) => converted(item, to, depth + 1));
  if (isPlain(value)) return eachValueOf(value, (item) => converted(item, to, depth + 1));
  return convertedThing(value, to);
}

function convertedThing(value: object, to: Classes): unknown {
  const { messages, value: text, pageContent } = value as Readonly<Record<string, unknown>>;
  if (typeof (value as { toChatMessages?: unknown }).toChatMessages === "function") {
    if (Array.isArray(messages)) return to.chatPrompt(messages.map((message) => to.message(message as BaseMessage)));
    return typeof text === "string" ? to.stringPrompt(text) : value;
  }
  return typeof pageContent === "string" && value.constructor.name === "Document" ? to.document(value as never) : value;
}

/** The list itself if nothing in it changes. */
function eachOf(list: readonly unknown[], convert: (item: unknown) => unknown): readonly unknown[] {
  const made = list.map(convert);
  return made.every((item, index) => item === list[index]) ? list : made;
}

function eachValueOf(
  value: Readonly<Record<string, unknown>>,
  convert: (item: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  let made: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const next = convert(item);
    if (next !== item) (made ??= { ...value })[key] = next;
  }
  return made ?? value;
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
