import { StringPromptValue } from "../../prompt-values/string-prompt-value.js";
import type { Run } from "../../runs/run.js";
import { BasePromptTemplate, type BasePromptTemplateInput } from "../base-prompt-template.js";
import type { BaseExampleSelector } from "../example-selectors/base-example-selector.js";
import type { Example } from "../example-selectors/example.js";
import type { TemplateValues } from "../interpolate.js";
import type { TemplateFormat } from "../parse-template.js";
import type { PromptTemplate } from "../prompt-template.js";
import type { PartialValues } from "../resolve-values.js";
import { checkSource, examplesFor, type ExampleSource } from "./example-source.js";
import { Frame, type FrameFields } from "./frame.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../../runnables/schemas/value-schemas.js";

export interface FewShotPromptTemplateInput<TVariable extends string = string>
  extends BasePromptTemplateInput, ExampleSource, FrameFields {
  inputVariables: TVariable[];
  /** What an example is written with. */
  examplePrompt: PromptTemplate<never>;
}

/**
 * A text with examples in it, given or chosen anew for each formatting. Examples and values are put in as they are: braces in them mean
 * nothing.
 *
 * @throws InvalidPromptError if there are `examples` and an `exampleSelector`, or neither
 * @example
 * ```ts
 * import { FewShotPromptTemplate, PromptTemplate } from "@earshot/core/prompts";
 *
 * const prompt = new FewShotPromptTemplate({
 *   examples: [{ word: "tall", opposite: "short" }],
 *   examplePrompt: PromptTemplate.fromTemplate("{word} -> {opposite}"),
 *   prefix: "Say the opposite.",
 *   suffix: "{word} ->",
 *   exampleSeparator: " | ",
 *   inputVariables: ["word"],
 * });
 * console.log(await prompt.format({ word: "big" })); // => Say the opposite. | tall -> short | big ->
 * ```
 */
export class FewShotPromptTemplate<TVariable extends string = string> extends BasePromptTemplate<
  { [Name in TVariable]: unknown },
  StringPromptValue
> {
  readonly examples: Example[] | undefined;
  readonly exampleSelector: BaseExampleSelector | undefined;
  readonly examplePrompt: PromptTemplate<never>;
  readonly prefix: string;
  readonly suffix: string;
  readonly exampleSeparator: string;
  readonly templateFormat: TemplateFormat;
  readonly #frame: Frame;

  constructor(input: FewShotPromptTemplateInput<TVariable>) {
    super(input);
    checkSource(input);
    this.lc_serializable = false; // as in LangChain
    this.examples = input.examples;
    this.exampleSelector = input.exampleSelector;
    this.examplePrompt = input.examplePrompt;
    this.prefix = input.prefix ?? "";
    this.suffix = input.suffix ?? "";
    this.exampleSeparator = input.exampleSeparator ?? "\n\n";
    this.templateFormat = input.templateFormat ?? "f-string";
    this.#frame = new Frame(input, [...this.inputVariables, ...Object.keys(this.partialVariables)]);
  }

  static override lc_name(): string {
    return "FewShotPromptTemplate";
  }

  [endSchemas](): EndSchemas {
    return { output: () => valueSchemas.stringPromptValue };
  }

  override _getPromptType(): string {
    return "few_shot";
  }

  override async partial<TName extends string>(
    values: PartialValues<TName>,
  ): Promise<FewShotPromptTemplate<Exclude<TVariable, TName>>> {
    return new FewShotPromptTemplate<Exclude<TVariable, TName>>({
      ...(this.lc_kwargs as unknown as FewShotPromptTemplateInput),
      inputVariables: this.inputVariables.filter((name) => !(name in values)) as Exclude<TVariable, TName>[],
      partialVariables: { ...this.partialVariables, ...values },
    });
  }

  protected override async formatComplete(values: TemplateValues, run?: Run): Promise<StringPromptValue> {
    const examples = await examplesFor(this, values, run);
    const texts = examples.map((example) => this.examplePrompt.format(example as never));
    return new StringPromptValue(this.#frame.around(await Promise.all(texts), values));
  }
}
