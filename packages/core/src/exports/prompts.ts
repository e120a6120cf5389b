import "#wiring";

export { AIMessagePromptTemplate } from "../prompts/ai-message-prompt-template.js";
export { BaseMessagePromptTemplate } from "../prompts/base-message-prompt-template.js";
export { BasePromptTemplate, type BasePromptTemplateInput } from "../prompts/base-prompt-template.js";
export { ChatMessagePromptTemplate } from "../prompts/chat-message-prompt-template.js";
export { ChatPromptTemplate, type ChatPromptTemplateInput } from "../prompts/chat-prompt-template.js";
export type { BaseMessagePromptTemplateLike } from "../prompts/coerce-message-template.js";
export { HumanMessagePromptTemplate } from "../prompts/human-message-prompt-template.js";
export { interpolate, type TemplateValues } from "../prompts/interpolate.js";
export { InvalidPromptError } from "../prompts/invalid-prompt-error.js";
export { MessagesPlaceholder, type MessagesPlaceholderFields } from "../prompts/messages-placeholder.js";
export { MissingVariableError } from "../prompts/missing-variable-error.js";
export { parseTemplate, type TemplateFormat, type TemplateNode } from "../prompts/parse-template.js";
export { PromptTemplate, type PromptTemplateInput, type TemplateOptions } from "../prompts/prompt-template.js";
export type { PartialValues } from "../prompts/resolve-values.js";
export { SystemMessagePromptTemplate } from "../prompts/system-message-prompt-template.js";
export { TemplateFormatError } from "../prompts/template-format-error.js";
export type { TemplateInput, TemplateVariables } from "../prompts/template-variables.js";
