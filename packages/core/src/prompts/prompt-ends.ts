import { objectOf } from "../runnables/schemas/object-of.js";
import type { EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";
import type { JsonSchema } from "../schema/schema.js";
import type { BasePromptTemplate } from "./base-prompt-template.js";
import { ChatPromptTemplate } from "./chat-prompt-template.js";
import { MessagesPlaceholder } from "./messages-placeholder.js";
import { PromptTemplate } from "./prompt-template.js";
import { valuesSchema } from "./values-schema.js";

/** What any prompt takes: a value for each of its variables, messages where they go. */
export function promptEnds(prompt: BasePromptTemplate<never>): EndSchemas {
  const isChat = prompt instanceof ChatPromptTemplate;
  return {
    input: () => (isChat ? chatValuesSchema(prompt) : valuesSchema(prompt)),
    output: () => {
      if (isChat) return valueSchemas.chatPromptValue;
      return prompt instanceof PromptTemplate ? valueSchemas.stringPromptValue : valueSchemas.promptValue;
    },
  };
}

function chatValuesSchema(prompt: ChatPromptTemplate<never>): JsonSchema {
  const { inputVariables, promptMessages } = prompt;
  const places = promptMessages.filter((part) => part instanceof MessagesPlaceholder).map((part) => part.variableName);
  const { properties } = valuesSchema(prompt) as { properties: Record<string, JsonSchema> };
  for (const name of places) if (inputVariables.includes(name)) properties[name] = valueSchemas.messagesLike;
  return objectOf(properties, prompt["requiredVariables"]());
}
