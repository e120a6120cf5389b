import "#wiring";

export { AIMessagePromptTemplate } from "../prompts/ai-message-prompt-template.js";
export { BaseMessagePromptTemplate } from "../prompts/base-message-prompt-template.js";
export { BasePromptTemplate, type BasePromptTemplateInput } from "../prompts/base-prompt-template.js";
export { ChatMessagePromptTemplate } from "../prompts/chat-message-prompt-template.js";
export { ChatPromptTemplate, type ChatPromptTemplateInput } from "../prompts/chat-prompt-template.js";
export type { BaseMessagePromptTemplateLike, MessagesTemplate } from "../prompts/coerce-message-template.js";
export type { ContentPartTemplate } from "../prompts/content-message-prompt-template.js";
export { DictPromptTemplate, type DictPromptTemplateFields } from "../prompts/dict-prompt-template.js";
export {
  FewShotChatMessagePromptTemplate,
  type FewShotChatMessagePromptTemplateInput,
} from "../prompts/few-shot/few-shot-chat-message-prompt-template.js";
export {
  FewShotPromptTemplate,
  type FewShotPromptTemplateInput,
} from "../prompts/few-shot/few-shot-prompt-template.js";
export { HumanMessagePromptTemplate } from "../prompts/human-message-prompt-template.js";
export { ImagePromptTemplate, type ImagePromptTemplateInput } from "../prompts/image-prompt-template.js";
export { interpolate, type TemplateValues } from "../prompts/interpolate.js";
export { InvalidPromptError } from "../prompts/invalid-prompt-error.js";
export { MessagesPlaceholder, type MessagesPlaceholderFields } from "../prompts/messages-placeholder.js";
export { MissingVariableError } from "../prompts/missing-variable-error.js";
export {
  parseTemplate,
  type ParsedTemplate,
  type TemplateFormat,
  type TemplateNode,
} from "../prompts/parse-template.js";
export {
  type PipelinePrompt,
  PipelinePromptTemplate,
  type PipelinePromptTemplateInput,
} from "../prompts/pipeline-prompt-template.js";
export { PromptTemplate, type PromptTemplateInput, type TemplateOptions } from "../prompts/prompt-template.js";
export type { PartialValues } from "../prompts/resolve-values.js";
export {
  type StructuredOutputMethod,
  StructuredPrompt,
  type StructuredPromptInput,
} from "../prompts/structured-prompt.js";
export { SystemMessagePromptTemplate } from "../prompts/system-message-prompt-template.js";
export { TemplateFormatError } from "../prompts/template-format-error.js";
export type { MustacheVariables, TemplateInput, TemplateVariables } from "../prompts/template-variables.js";
