import type { MessageContent } from "../messages/content-block.js";
import { SystemMessage } from "../messages/system-message.js";
import { compileContent, type ContentTemplateLike } from "./compile-content.js";
import { ContentMessagePromptTemplate } from "./content-message-prompt-template.js";
import type { TemplateFormat } from "./parse-template.js";

/** A system message, with gaps in its content. */
export class SystemMessagePromptTemplate extends ContentMessagePromptTemplate {
  static override lc_name(): string {
    return "SystemMessagePromptTemplate";
  }

  /** From a text or parts; its variables are those in them. */
  static fromTemplate(
    template: ContentTemplateLike,
    options: { templateFormat?: TemplateFormat } = {},
  ): SystemMessagePromptTemplate {
    return new SystemMessagePromptTemplate({ prompt: compileContent(template, options.templateFormat) });
  }

  protected override createMessage(content: MessageContent): SystemMessage {
    return new SystemMessage(content);
  }
}
