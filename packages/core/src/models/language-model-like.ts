import type { BaseMessage } from "../messages/base-message.js";
import type { RunnableShape } from "../runnables/runnable-like.js";
import type { BaseChatModel } from "./base-chat-model.js";
import type { BaseLLM } from "./base-llm.js";
import type { BaseLanguageModelInput } from "./language-model-input.js";

/** What a model answers: a chat model a message, a text model a text. */
export type LanguageModelOutput = BaseMessage | string;

/** Anything that can be asked as a model is: a model, or what was made of one by `withConfig`, `bindTools` or `pipe`. */
export type LanguageModelLike = RunnableShape<BaseLanguageModelInput, LanguageModelOutput>;

/** Either kind of model. */
export type BaseLanguageModel = BaseChatModel | BaseLLM;
