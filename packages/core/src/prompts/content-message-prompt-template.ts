import type { BaseMessage } from "../messages/base-message.js";
import type { ContentBlock, MessageContent } from "../messages/content-block.js";
import { BaseMessagePromptTemplate } from "./base-message-prompt-template.js";
import type { TemplateValues } from "./interpolate.js";
import { PromptTemplate } from "./prompt-template.js";

/** A part of a message's content with gaps; a text is a part of type `text`. */
export interface ContentPartTemplate {
  readonly inputVariables: readonly string[];
  render(values: TemplateValues): ContentBlock | string;
}

export interface ContentMessagePromptTemplateFields {
  prompt: PromptTemplate | ContentPartTemplate[];
}

/** A message of a fixed role whose content has gaps. Empty text parts are left out. */
export abstract class ContentMessagePromptTemplate extends BaseMessagePromptTemplate {
  declare prompt: PromptTemplate | ContentPartTemplate[];

  constructor(fields: PromptTemplate | ContentMessagePromptTemplateFields) {
    const given = fields instanceof PromptTemplate ? { prompt: fields } : fields;
    super(given);
    this.prompt = given.prompt;
  }

  override get inputVariables(): string[] {
    if (!Array.isArray(this.prompt)) return this.prompt.inputVariables;
    return [...new Set(this.prompt.flatMap((part) => part.inputVariables))];
  }

  /** The message for complete values. */
  async format(values: TemplateValues): Promise<BaseMessage> {
    return (await this.renderMessages(values))[0] as BaseMessage;
  }

  override async formatMessages(values: TemplateValues): Promise<BaseMessage[]> {
    return this.renderMessages(values);
  }

  override renderMessages(values: TemplateValues): BaseMessage[] | Promise<BaseMessage[]> {
    const prompt = this.prompt;
    if (!Array.isArray(prompt)) {
      if (Object.keys(prompt.partialVariables).length === 0) return [this.createMessage(prompt.render(values))];
      return prompt.format(values as Record<string, unknown>).then((text) => [this.createMessage(text)]);
    }
    const parts = prompt.map((part): ContentBlock => {
      const rendered = part.render(values);
      return typeof rendered === "string" ? { type: "text", text: rendered } : rendered;
    });
    return [this.createMessage(parts.filter((part) => part.text !== ""))];
  }

  protected abstract createMessage(content: MessageContent): BaseMessage;
}
