import { HeardRunnable } from "../runnables/heard-runnable.js";
import type { ContentBlock } from "../messages/content-block.js";
import { ContentTemplate } from "./content-template.js";
import type { TemplateValues } from "./interpolate.js";
import type { TemplateFormat } from "./parse-template.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";
import { valuesSchema } from "./values-schema.js";

export interface DictPromptTemplateFields {
  template: Record<string, unknown>;
  templateFormat?: TemplateFormat;
}

/**
 * A dictionary in which every text, at any depth, is a template – except its `type`: an audio, document or other part of a message.
 *
 * @example
 * ```ts
 * import { DictPromptTemplate } from "@earshot/core/prompts";
 *
 * const audio = new DictPromptTemplate({ template: { type: "audio", data: "{sound}", mime_type: "audio/wav" } });
 * console.log((await audio.invoke({ sound: "UklGRg" })).data); // => UklGRg
 * ```
 */
export class DictPromptTemplate<
  TInput extends object = Record<string, unknown>,
  TOutput extends object = Record<string, unknown>,
> extends HeardRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "prompts", "dict"];
  override lc_serializable = true;
  readonly template: Record<string, unknown>;
  readonly templateFormat: TemplateFormat;
  readonly inputVariables: string[];
  readonly #content: ContentTemplate;

  constructor(fields: DictPromptTemplateFields) {
    const { template, templateFormat = "f-string" } = fields;
    const content = new ContentTemplate(template as ContentBlock, templateFormat);
    super({ ...fields, inputVariables: content.inputVariables });
    this.template = template;
    this.templateFormat = templateFormat;
    this.inputVariables = content.inputVariables;
    this.#content = content;
  }

  static override lc_name(): string {
    return "DictPromptTemplate";
  }

  [endSchemas](): EndSchemas {
    const { inputVariables, templateFormat } = this;
    return {
      input: () => valuesSchema({ inputVariables, templateFormat }),
      output: () => valueSchemas.dictionary,
    };
  }

  async format(values: TInput): Promise<TOutput> {
    return this.execute(values);
  }

  /** The same at once: as a part of a message. */
  render(values: TemplateValues): ContentBlock {
    return this.#content.render(values);
  }

  protected override get runType(): string {
    return "prompt";
  }

  protected override execute(input: TInput): TOutput {
    return this.render(input as TemplateValues) as unknown as TOutput;
  }
}
