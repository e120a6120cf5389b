import type { Serialized } from "../load/serialized.js";
import type { ContentBlock } from "../messages/content-block.js";
import { interpolate, type TemplateValues } from "./interpolate.js";
import { parseTemplate, type TemplateFormat } from "./parse-template.js";

type Render = (values: TemplateValues) => unknown;

/** A content part with gaps: every text in it, at any depth, is a template – except its `type`. Parsed once. */
export class ContentTemplate {
  readonly inputVariables: string[];
  readonly template: ContentBlock | string;
  readonly templateFormat: TemplateFormat;
  readonly #render: Render;

  constructor(template: ContentBlock | string, format: TemplateFormat = "f-string") {
    this.templateFormat = format;
    const names = new Set<string>();
    this.template = template;
    this.#render = compile(
      typeof template === "string" ? { type: "text", text: template } : withImageObject(template),
      names,
      format,
    );
    this.inputVariables = [...names];
  }

  /** LangChain's serialized form; `wiring/full.ts` puts it there. */
  declare toJSON?: () => Serialized;

  render(values: TemplateValues): ContentBlock {
    return this.#render(values) as ContentBlock;
  }
}

function compile(value: unknown, names: Set<string>, format: TemplateFormat): Render {
  if (typeof value === "string") {
    const nodes = parseTemplate(value, format);
    for (const node of nodes) if (node.type === "variable") names.add(node.name);
    return (values) => interpolate(nodes, values);
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => compile(item, names, format));
    return (values) => items.map((render) => render(values));
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return () => value;
  const entries = Object.entries(value).map(
    ([key, entry]) => [key, key === "type" ? () => entry : compile(entry, names, format)] as const,
  );
  return (values) => Object.fromEntries(entries.map(([key, render]) => [key, render(values)]));
}

/** Providers expect `{ url }`; the short form is for writing. */
function withImageObject(block: ContentBlock): ContentBlock {
  return typeof block.image_url === "string" ? { ...block, image_url: { url: block.image_url } } : block;
}
