import type { ContentBlock } from "../messages/content-block.js";
import { type ImageContent, ImagePromptValue } from "../prompt-values/image-prompt-value.js";
import { BasePromptTemplate, type BasePromptTemplateInput } from "./base-prompt-template.js";
import { checkDeclared } from "./check-variables.js";
import { ContentTemplate } from "./content-template.js";
import type { TemplateValues } from "./interpolate.js";
import { InvalidPromptError } from "./invalid-prompt-error.js";
import type { TemplateFormat } from "./parse-template.js";
import type { PartialValues } from "./resolve-values.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

export interface ImagePromptTemplateInput extends BasePromptTemplateInput {
  /** `url`, and `detail` if wanted; both may have gaps. */
  template: { url?: string; detail?: string };
  templateFormat?: TemplateFormat;
  validateTemplate?: boolean;
  /** What else stands in the part of the message. */
  additionalContentFields?: Partial<ContentBlock>;
}

/**
 * An image of which the address has gaps: a prompt on its own, or a part of a message. Values called `url` and `detail` take the place
 * of what the template says.
 *
 * @throws InvalidPromptError if it uses what it doesn't declare; when formatted, if there is no address
 * @example
 * ```ts
 * import { ImagePromptTemplate } from "@earshot/core/prompts";
 *
 * const prompt = new ImagePromptTemplate({ template: { url: "https://example.org/{name}.png" }, inputVariables: ["name"] });
 * console.log(await prompt.format({ name: "cat" })); // => https://example.org/cat.png
 * ```
 */
export class ImagePromptTemplate<TInput extends object = Record<string, unknown>> extends BasePromptTemplate<
  TInput,
  ImagePromptValue
> {
  readonly template: { url?: string; detail?: string };
  readonly templateFormat: TemplateFormat;
  readonly additionalContentFields: Partial<ContentBlock> | undefined;
  readonly #content: ContentTemplate;

  constructor(input: ImagePromptTemplateInput) {
    super(input);
    this.lc_namespace = ["langchain_core", "prompts", "image"];
    this.template = input.template;
    this.templateFormat = input.templateFormat ?? "f-string";
    this.additionalContentFields = input.additionalContentFields;
    this.#content = new ContentTemplate(input.template as ContentBlock, this.templateFormat);
    if (input.validateTemplate !== false)
      checkDeclared([...this.inputVariables, ...Object.keys(this.partialVariables)], this.#content.inputVariables);
  }

  static override lc_name(): string {
    return "ImagePromptTemplate";
  }

  [endSchemas](): EndSchemas {
    return { output: () => valueSchemas.imagePromptValue };
  }

  override _getPromptType(): string {
    return "prompt";
  }

  override async partial<TName extends string>(
    values: PartialValues<TName>,
  ): Promise<ImagePromptTemplate<Omit<TInput, TName>>> {
    return new ImagePromptTemplate<Omit<TInput, TName>>({
      ...(this.lc_kwargs as unknown as ImagePromptTemplateInput),
      inputVariables: this.inputVariables.filter((name) => !(name in values)),
      partialVariables: { ...this.partialVariables, ...values },
    });
  }

  /** As a part of a message, for complete values. */
  render(values: TemplateValues): ContentBlock {
    return { ...this.additionalContentFields, type: "image_url", image_url: this.#image(values) };
  }

  protected override formatComplete(values: TemplateValues): ImagePromptValue {
    return new ImagePromptValue(this.#image(values));
  }

  #image(values: TemplateValues): ImageContent {
    const rendered = this.#content.render(values) as { url?: unknown; detail?: unknown };
    const { url = rendered.url, detail = rendered.detail } = values;
    if (typeof url !== "string" || url === "") {
      throw new InvalidPromptError(
        'The image has no address. Give its template a `url`, or pass one as the value of "url".',
      );
    }
    return detail === undefined ? { url } : { url, detail: detail as NonNullable<ImageContent["detail"]> };
  }
}
