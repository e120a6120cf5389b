import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { RunnableBinding } from "@langchain/core/runnables";
import type { StructuredTool } from "@langchain/core/tools";

// By their shape: LangChain has two builds, and a program may have any number of copies.

const has = (value: object, method: string): boolean =>
  typeof (value as Readonly<Record<string, unknown>>)[method] === "function";

export const isChatModel = (value: object): value is BaseChatModel =>
  has(value, "_llmType") && has(value, "_generate") && has(value, "invocationParams");

export const isTool = (value: object): value is StructuredTool =>
  has(value, "_call") && "schema" in value && "description" in value;

/** A runnable with options and a config bound to it, such as a model with tools. */
export const isBinding = (value: object): value is RunnableBinding<unknown, unknown> =>
  "bound" in value && "kwargs" in value && has(value, "invoke");
