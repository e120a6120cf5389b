import { checkDeclared } from "../check-variables.js";
import { interpolate, type TemplateValues } from "../interpolate.js";
import { parseTemplate, type ParsedTemplate, type TemplateFormat } from "../parse-template.js";

/** What stands around the examples. */
export interface FrameFields {
  /** Before the examples. */
  prefix?: string;
  /** Behind the examples. */
  suffix?: string;
  /** Between everything. Two line breaks by default. */
  exampleSeparator?: string;
  templateFormat?: TemplateFormat;
  /** True checks that the prompt declares what prefix and suffix use. */
  validateTemplate?: boolean;
}

/** Prefix and suffix, parsed once: what is put between them, and what they are filled in with, is text. */
export class Frame {
  readonly #prefix: ParsedTemplate;
  readonly #suffix: ParsedTemplate;
  readonly #separator: string;

  /** @throws InvalidPromptError if they use a variable that is not declared, unless that is not to be checked */
  constructor(fields: FrameFields, declared: readonly string[]) {
    const { prefix = "", suffix = "", exampleSeparator = "\n\n", templateFormat, validateTemplate = true } = fields;
    this.#prefix = parseTemplate(prefix, templateFormat);
    this.#suffix = parseTemplate(suffix, templateFormat);
    this.#separator = exampleSeparator;
    if (validateTemplate) {
      const nodes = [...this.#prefix, ...this.#suffix];
      checkDeclared(
        declared,
        nodes.flatMap((node) => (node.type === "variable" ? [node.name] : [])),
      );
    }
  }

  around(texts: readonly string[], values: TemplateValues): string {
    return [interpolate(this.#prefix, values), ...texts, interpolate(this.#suffix, values)].join(this.#separator);
  }
}
