import { ChatMessage } from "../messages/chat-message.js";
import type { MessageContent } from "../messages/content-block.js";
import { compileContent, type ContentTemplateLike } from "./compile-content.js";
import {
  ContentMessagePromptTemplate,
  type ContentMessagePromptTemplateFields,
} from "./content-message-prompt-template.js";
import type { TemplateFormat } from "./parse-template.js";
import { PromptTemplate } from "./prompt-template.js";

/** A message of a free role, with gaps in its content. */
export class ChatMessagePromptTemplate extends ContentMessagePromptTemplate {
  declare role: string;

  constructor(fields: PromptTemplate | (ContentMessagePromptTemplateFields & { role: string }), role = "") {
    const given = fields instanceof PromptTemplate ? { prompt: fields, role } : fields;
    super(given);
    this.role = given.role;
  }

  static override lc_name(): string {
    return "ChatMessagePromptTemplate";
  }

  /** From a text or parts, and the role; its variables are those in the content. */
  static fromTemplate(
    template: ContentTemplateLike,
    role: string,
    options: { templateFormat?: TemplateFormat } = {},
  ): ChatMessagePromptTemplate {
    return new ChatMessagePromptTemplate({ prompt: compileContent(template, options.templateFormat), role });
  }

  protected override createMessage(content: MessageContent): ChatMessage {
    return new ChatMessage(content, this.role);
  }
}
