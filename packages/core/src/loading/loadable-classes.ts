import { Document } from "../documents/document.js";
import { AIMessage } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { ChatMessage } from "../messages/chat-message.js";
import { ChatMessageChunk } from "../messages/chat-message-chunk.js";
import { HumanMessage } from "../messages/human-message.js";
import { HumanMessageChunk } from "../messages/human-message-chunk.js";
import { RemoveMessage } from "../messages/remove-message.js";
import { SystemMessage } from "../messages/system-message.js";
import { SystemMessageChunk } from "../messages/system-message-chunk.js";
import { ToolMessage } from "../messages/tool-message.js";
import { ToolMessageChunk } from "../messages/tool-message-chunk.js";
import { StringOutputParser } from "../parsers/string-output-parser.js";
import { ChatPromptValue } from "../prompt-values/chat-prompt-value.js";
import { StringPromptValue } from "../prompt-values/string-prompt-value.js";
import { AIMessagePromptTemplate } from "../prompts/ai-message-prompt-template.js";
import { ChatMessagePromptTemplate } from "../prompts/chat-message-prompt-template.js";
import { ChatPromptTemplate } from "../prompts/chat-prompt-template.js";
import { HumanMessagePromptTemplate } from "../prompts/human-message-prompt-template.js";
import { MessagesPlaceholder } from "../prompts/messages-placeholder.js";
import { PromptTemplate } from "../prompts/prompt-template.js";
import { SystemMessagePromptTemplate } from "../prompts/system-message-prompt-template.js";
import { RunnableBinding } from "../runnables/runnable-binding.js";
import { RunnableSequence } from "../runnables/runnable-sequence.js";

/** A class as it is called to rebuild an object: with the arguments that were written down. */
export type LoadableClass = new (kwargs: never) => object;

type Namespace = Readonly<Record<string, LoadableClass>>;

const messages = {
  AIMessage,
  AIMessageChunk,
  ChatMessage,
  ChatMessageChunk,
  HumanMessage,
  HumanMessageChunk,
  RemoveMessage,
  SystemMessage,
  SystemMessageChunk,
  ToolMessage,
  ToolMessageChunk,
} satisfies Namespace;

const chatPrompts = {
  AIMessagePromptTemplate,
  ChatMessagePromptTemplate,
  ChatPromptTemplate,
  HumanMessagePromptTemplate,
  MessagesPlaceholder,
  SystemMessagePromptTemplate,
} satisfies Namespace;

const prompts = { PromptTemplate } satisfies Namespace;
const runnables = { RunnableBinding, RunnableSequence } satisfies Namespace;
const stringParser = { StrOutputParser: StringOutputParser } satisfies Namespace;
const promptValues = { ChatPromptValue, StringPromptValue } satisfies Namespace;
const documents = { Document } satisfies Namespace;

/**
 * Everything of Earshot's own that a text may make, by namespace and name as they are written down. The namespaces under `langchain`
 * are those that texts from Python and from older versions have.
 */
export const loadableClasses: Readonly<Record<string, Namespace>> = {
  "langchain_core/documents": documents,
  "langchain_core/documents/base": documents,
  "langchain_core/messages": messages,
  "langchain_core/output_parsers/string": stringParser,
  "langchain_core/prompt_values": promptValues,
  "langchain_core/prompts/chat": chatPrompts,
  "langchain_core/prompts/prompt": prompts,
  "langchain_core/runnables": runnables,
  "langchain/prompts/chat": chatPrompts,
  "langchain/prompts/prompt": prompts,
  "langchain/schema": messages,
  "langchain/schema/document": documents,
  "langchain/schema/messages": messages,
  "langchain/schema/output_parser": stringParser,
  "langchain/schema/runnable": runnables,
};
