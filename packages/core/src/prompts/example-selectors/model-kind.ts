import { BaseChatModel } from "../../models/base-chat-model.js";

/** LangChain's models, and those of other copies of the package, say what they are. */
const kindOf = (model: unknown): string | undefined => (model as { _modelType?(): string })._modelType?.();

/** True for a text model. */
export const isLLM = (model: unknown): boolean => kindOf(model) === "base_llm";

/** True for a chat model. */
export const isChatModel = (model: unknown): model is BaseChatModel =>
  model instanceof BaseChatModel || kindOf(model) === "base_chat_model";
