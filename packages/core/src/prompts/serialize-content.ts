import { escapeValue } from "../load/escape-value.js";
import type { Serialized } from "../load/serialized.js";
import { ContentTemplate } from "./content-template.js";

/** Parts of messages are serialized as the classes that LangChain has for them, so that either library can rebuild them. */
export function installContentSerialization(): void {
  ContentTemplate.prototype.toJSON = function (this: ContentTemplate): Serialized {
    const { inputVariables, template, templateFormat } = this;
    const shared = { input_variables: inputVariables, template_format: templateFormat };
    const block = typeof template === "string" ? { type: "text", text: template } : template;
    const { image_url: image } = block;
    if (image === undefined)
      return serialized("dict", "DictPromptTemplate", { ...shared, template: escapeValue(block, new Set()) });
    const url = typeof image === "string" ? { url: image } : image;
    return serialized("image", "ImagePromptTemplate", {
      ...shared,
      template: escapeValue(url, new Set()),
      additional_content_fields: escapeValue(block, new Set()),
    });
  };
}

function serialized(module: string, name: string, kwargs: Record<string, unknown>): Serialized {
  return { lc: 1, type: "constructor", id: ["langchain_core", "prompts", module, name], kwargs };
}
