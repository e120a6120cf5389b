import type { MessageContent } from "../messages/content-block.js";
import { HumanMessage } from "../messages/human-message.js";
import { compileContent, type ContentTemplateLike } from "./compile-content.js";
import { ContentMessagePromptTemplate } from "./content-message-prompt-template.js";
import type { TemplateFormat } from "./parse-template.js";

/** The user's message, with gaps in its content. */
export class HumanMessagePromptTemplate extends ContentMessagePromptTemplate {
  static override lc_name(): string {
    return "HumanMessagePromptTemplate";
  }

  /** From a text or parts; its variables are those in them. */
  static fromTemplate(
    template: ContentTemplateLike,
    options: { templateFormat?: TemplateFormat } = {},
  ): HumanMessagePromptTemplate {
    return new HumanMessagePromptTemplate({ prompt: compileContent(template, options.templateFormat) });
  }

  protected override createMessage(content: MessageContent): HumanMessage {
    return new HumanMessage(content);
  }
}
