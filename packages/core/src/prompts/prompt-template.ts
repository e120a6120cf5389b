import { StringPromptValue } from "../prompt-values/string-prompt-value.js";
import { BasePromptTemplate, type BasePromptTemplateInput } from "./base-prompt-template.js";
import { checkVariables } from "./check-variables.js";
import { interpolate, type TemplateValues } from "./interpolate.js";
import { parseTemplate, type ParsedTemplate, type TemplateFormat } from "./parse-template.js";
import type { PartialValues } from "./resolve-values.js";
import type { TemplateInput } from "./template-variables.js";

export interface PromptTemplateInput extends BasePromptTemplateInput {
  template: string;
  templateFormat?: TemplateFormat;
  /** False skips the check that the template's variables are the ones it is said to have. */
  validateTemplate?: boolean;
}

/** What a template may be given besides its text, from which the variables are read. */
export type TemplateOptions<TPartial extends string = string, TFormat extends TemplateFormat = TemplateFormat> = Omit<
  Partial<PromptTemplateInput>,
  "template" | "inputVariables" | "partialVariables" | "templateFormat"
> & {
  partialVariables?: PartialValues<TPartial>;
  templateFormat?: TFormat;
};

/**
 * A text with gaps: `{name}` is replaced by the value called `name`. It is parsed once, and values are never parsed.
 *
 * @example
 * ```ts
 * import { PromptTemplate } from "@earshot/core/prompts";
 *
 * const prompt = PromptTemplate.fromTemplate('Answer as {"name": string}: who wrote {book}?');
 * console.log(await prompt.format({ book: "{Emma}" })); // => Answer as {"name": string}: who wrote {Emma}?
 * ```
 */
export class PromptTemplate<TInput extends object = Record<string, unknown>> extends BasePromptTemplate<
  TInput,
  StringPromptValue
> {
  template: string;
  templateFormat: TemplateFormat;
  validateTemplate: boolean;
  readonly #nodes: ParsedTemplate;

  constructor(input: PromptTemplateInput) {
    super(input);
    this.template = input.template;
    this.templateFormat = input.templateFormat ?? "f-string";
    this.validateTemplate = input.validateTemplate ?? true;
    this.#nodes = parseTemplate(this.template, this.templateFormat);
    if (this.validateTemplate)
      checkVariables([...this.inputVariables, ...Object.keys(this.partialVariables)], variablesOf(this.#nodes));
  }

  static override lc_name(): string {
    return "PromptTemplate";
  }

  /** A prompt of which the variables are those in the text, less the ones set in `partialVariables`. */
  static fromTemplate<
    const TTemplate extends string,
    TPartial extends string = never,
    TFormat extends TemplateFormat = "f-string",
  >(
    template: TTemplate,
    options: TemplateOptions<TPartial, TFormat> = {},
  ): PromptTemplate<TemplateInput<TTemplate, TPartial, TFormat>> {
    const partials: PartialValues = options.partialVariables ?? {};
    const inputVariables = variablesOf(parseTemplate(template, options.templateFormat)).filter(
      (name) => !Object.hasOwn(partials, name),
    );
    return new PromptTemplate<TemplateInput<TTemplate, TPartial, TFormat>>({
      templateFormat: "f-string",
      ...options,
      partialVariables: partials,
      template,
      inputVariables,
    });
  }

  override _getPromptType(): string {
    return "prompt";
  }

  override async partial<TName extends string>(
    values: PartialValues<TName>,
  ): Promise<PromptTemplate<Omit<TInput, TName>>> {
    return new PromptTemplate<Omit<TInput, TName>>({
      ...(this.lc_kwargs as unknown as PromptTemplateInput),
      inputVariables: this.inputVariables.filter((name) => !(name in values)),
      partialVariables: { ...this.partialVariables, ...values },
    });
  }

  /** The text for complete values. */
  render(values: TemplateValues): string {
    return interpolate(this.#nodes, values);
  }

  protected override formatComplete(values: TemplateValues): StringPromptValue {
    return new StringPromptValue(this.render(values));
  }
}

function variablesOf(nodes: ParsedTemplate): string[] {
  return [...new Set(nodes.flatMap((node) => (node.type === "variable" ? [node.name] : [])))];
}
