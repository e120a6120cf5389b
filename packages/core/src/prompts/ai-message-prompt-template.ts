import type { MessageContent } from "../messages/content-block.js";
import { AIMessage } from "../messages/ai-message.js";
import { compileContent, type ContentTemplateLike } from "./compile-content.js";
import { ContentMessagePromptTemplate } from "./content-message-prompt-template.js";
import type { TemplateFormat } from "./parse-template.js";

/** A model's message, with gaps in its content. */
export class AIMessagePromptTemplate extends ContentMessagePromptTemplate {
  static override lc_name(): string {
    return "AIMessagePromptTemplate";
  }

  /** From a text or parts; its variables are those in them. */
  static fromTemplate(
    template: ContentTemplateLike,
    options: { templateFormat?: TemplateFormat } = {},
  ): AIMessagePromptTemplate {
    return new AIMessagePromptTemplate({ prompt: compileContent(template, options.templateFormat) });
  }

  protected override createMessage(content: MessageContent): AIMessage {
    return new AIMessage(content);
  }
}
