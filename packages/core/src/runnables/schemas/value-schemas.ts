import type { JsonSchema } from "../../schema/schema.js";

/**
 * What the values look like that runnables hand to each other. Of an object the schemas say the fields that are always there: the object
 * of a class fits as it is, and so does plain JSON that says the same.
 */
const text: JsonSchema = { type: "string" };
const dictionary: JsonSchema = { type: "object" };
const content: JsonSchema = { type: ["string", "array"] };

const message: JsonSchema = {
  title: "Message",
  type: "object",
  properties: { content },
  required: ["content"],
};

const toolCall: JsonSchema = {
  type: "object",
  properties: { name: text, args: dictionary },
  required: ["name", "args"],
};

const aiMessage: JsonSchema = {
  title: "AIMessage",
  type: "object",
  properties: { content, tool_calls: { type: "array", items: toolCall } },
  required: ["content"],
};

/** Everything that a message can be written as. */
const messageLike: JsonSchema = {
  title: "MessageLike",
  anyOf: [
    text,
    { type: "object", properties: { content, role: text } },
    { type: "array", prefixItems: [text, content], minItems: 2, maxItems: 2 },
  ],
};

const stringPromptValue: JsonSchema = {
  title: "StringPromptValue",
  type: "object",
  properties: { value: text },
  required: ["value"],
};

const chatPromptValue: JsonSchema = {
  title: "ChatPromptValue",
  type: "object",
  properties: { messages: { type: "array", items: message } },
  required: ["messages"],
};

const imagePromptValue: JsonSchema = {
  title: "ImagePromptValue",
  type: "object",
  properties: { imageUrl: { type: "object", properties: { url: text }, required: ["url"] } },
  required: ["imageUrl"],
};

const document: JsonSchema = {
  title: "Document",
  type: "object",
  properties: { pageContent: text, metadata: dictionary },
  required: ["pageContent"],
};

const messagesLike: JsonSchema = { type: "array", items: messageLike };

export const valueSchemas = {
  text,
  texts: { type: "array", items: text } as JsonSchema,
  dictionary,
  message,
  messages: { type: "array", items: message } as JsonSchema,
  messagesLike,
  aiMessage,
  stringPromptValue,
  chatPromptValue,
  imagePromptValue,
  promptValue: { anyOf: [stringPromptValue, chatPromptValue, imagePromptValue] } as JsonSchema,
  documents: { type: "array", items: document } as JsonSchema,
  /** What a model is asked with. */
  modelInput: {
    anyOf: [text, messagesLike, stringPromptValue, chatPromptValue, imagePromptValue],
  } as JsonSchema,
  /** What a parser reads. */
  parserInput: { anyOf: [text, message] } as JsonSchema,
} as const;
