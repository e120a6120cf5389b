import type { ContentBlock } from "../messages/content-block.js";
import { ContentTemplate } from "./content-template.js";
import type { TemplateFormat } from "./parse-template.js";
import { PromptTemplate } from "./prompt-template.js";

/** A message's content with gaps: a text, or parts. */
export type ContentTemplateLike = string | readonly (string | ContentBlock)[];

/** A content's texts as templates, ready to be filled in. */
export function compileContent(
  template: ContentTemplateLike,
  format?: TemplateFormat,
): PromptTemplate | ContentTemplate[] {
  if (typeof template !== "string") return template.map((part) => new ContentTemplate(part, format));
  return PromptTemplate.fromTemplate(
    template,
    format === undefined ? {} : { templateFormat: format },
  ) as PromptTemplate;
}
