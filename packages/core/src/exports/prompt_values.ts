export { BasePromptValue } from "../prompt-values/base-prompt-value.js";
export { ChatPromptValue } from "../prompt-values/chat-prompt-value.js";
export { type ImageContent, ImagePromptValue } from "../prompt-values/image-prompt-value.js";
export { StringPromptValue } from "../prompt-values/string-prompt-value.js";
