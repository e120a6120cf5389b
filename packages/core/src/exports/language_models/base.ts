export { type FunctionDefinition, isOpenAITool, type ToolDefinition } from "../../models/bind-tools-input.js";
export type { BaseLLMCallOptions as BaseLanguageModelCallOptions } from "../../models/base-llm.js";
export type {
  BaseLanguageModel,
  BaseLanguageModel as BaseLanguageModelInterface,
  LanguageModelLike,
  LanguageModelOutput,
} from "../../models/language-model-like.js";
export type { BaseLanguageModelInput } from "../../models/language-model-input.js";
export type { StructuredOutputMethodOptions } from "../../models/structured-output-options.js";
