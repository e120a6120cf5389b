import { toText } from "../interpolate.js";
import type { PromptTemplate } from "../prompt-template.js";
import { BaseExampleSelector } from "./base-example-selector.js";
import type { Example } from "./example.js";

export interface LengthBasedExampleSelectorInput {
  /** How an example will look in the prompt: that text is measured. */
  examplePrompt: PromptTemplate<never>;
  /** What the examples and the values may come to together. Default 2048. */
  maxLength?: number;
  /** By default the number of words and lines. */
  getTextLength?: (text: string) => number;
}

/**
 * Takes examples in their order, as long as they and the values given stay within a length.
 *
 * @example
 * ```ts
 * import { LengthBasedExampleSelector } from "@earshot/core/example_selectors";
 * import { PromptTemplate } from "@earshot/core/prompts";
 *
 * const examplePrompt = PromptTemplate.fromTemplate("{word}: {opposite}");
 * const selector = await LengthBasedExampleSelector.fromExamples(
 *   [{ word: "tall", opposite: "short" }, { word: "happy", opposite: "sad" }],
 *   { examplePrompt, maxLength: 4 },
 * );
 * console.log((await selector.selectExamples({ word: "big" })).length); // => 1
 * ```
 */
export class LengthBasedExampleSelector extends BaseExampleSelector {
  protected examples: Example[] = [];
  readonly examplePrompt: PromptTemplate<never>;
  readonly maxLength: number;
  readonly getTextLength: (text: string) => number;
  exampleTextLengths: number[] = [];

  constructor(input: LengthBasedExampleSelectorInput) {
    super(input);
    this.examplePrompt = input.examplePrompt;
    this.maxLength = input.maxLength ?? 2048;
    this.getTextLength = input.getTextLength ?? ((text) => text.split(/\n| /).length);
  }

  static async fromExamples(
    examples: readonly Example[],
    input: LengthBasedExampleSelectorInput,
  ): Promise<LengthBasedExampleSelector> {
    const selector = new LengthBasedExampleSelector(input);
    for (const example of examples) await selector.addExample(example);
    return selector;
  }

  override async addExample(example: Example): Promise<void> {
    const text = await this.examplePrompt.format(example as never);
    this.examples.push(example);
    this.exampleTextLengths.push(this.getTextLength(text));
  }

  override async selectExamples(inputVariables: Example): Promise<Example[]> {
    const values = Object.values(inputVariables).map((value) => (typeof value === "string" ? value : toText(value)));
    let left = this.maxLength - this.getTextLength(values.join(" "));
    const end = this.exampleTextLengths.findIndex((length) => (left -= length) < 0);
    return this.examples.slice(0, end < 0 ? undefined : end);
  }
}
