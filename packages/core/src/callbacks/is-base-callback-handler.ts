import type { BaseCallbackHandler } from "./base-callback-handler.js";

/** True for a handler that is a class instance as LangChain knows it, from whatever copy of its core: seen by its shape. */
export function isBaseCallbackHandler(value: unknown): value is BaseCallbackHandler {
  if (typeof value !== "object" || value === null) return false;
  const { copy, name, awaitHandlers } = value as Partial<BaseCallbackHandler>;
  return typeof copy === "function" && typeof name === "string" && typeof awaitHandlers === "boolean";
}
