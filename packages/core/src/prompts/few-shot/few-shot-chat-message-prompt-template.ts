import type { BaseMessage } from "../../messages/base-message.js";
import { ChatPromptValue } from "../../prompt-values/chat-prompt-value.js";
import type { Run } from "../../runs/run.js";
import type { BaseMessagePromptTemplate } from "../base-message-prompt-template.js";
import { BasePromptTemplate, type BasePromptTemplateInput } from "../base-prompt-template.js";
import type { ChatPromptTemplate } from "../chat-prompt-template.js";
import type { BaseExampleSelector } from "../example-selectors/base-example-selector.js";
import type { Example } from "../example-selectors/example.js";
import { toText, type TemplateValues } from "../interpolate.js";
import type { PartialValues } from "../resolve-values.js";
import { checkSource, examplesFor, type ExampleSource } from "./example-source.js";
import { Frame, type FrameFields } from "./frame.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../../runnables/schemas/value-schemas.js";

export interface FewShotChatMessagePromptTemplateInput<TVariable extends string = string>
  extends BasePromptTemplateInput, ExampleSource, FrameFields {
  inputVariables: TVariable[];
  /** What an example's messages are made with. */
  examplePrompt: BaseMessagePromptTemplate | ChatPromptTemplate<never>;
}

/**
 * Examples as messages, which is how a chat model learns best from them: a prompt on its own, or a part of a chat prompt.
 *
 * @throws InvalidPromptError if there are `examples` and an `exampleSelector`, or neither
 * @example
 * ```ts
 * import { ChatPromptTemplate, FewShotChatMessagePromptTemplate } from "@earshot/core/prompts";
 *
 * const opposites = new FewShotChatMessagePromptTemplate({
 *   examples: [{ word: "tall", opposite: "short" }],
 *   examplePrompt: ChatPromptTemplate.fromMessages([["human", "{word}"], ["ai", "{opposite}"]]),
 *   inputVariables: [],
 * });
 * const prompt = ChatPromptTemplate.fromMessages([["system", "Say the opposite."], opposites, ["human", "{word}"]]);
 * const messages = await prompt.formatMessages({ word: "big" });
 * console.log(messages.map((message) => message.text)); // => [ 'Say the opposite.', 'tall', 'short', 'big' ]
 * ```
 */
export class FewShotChatMessagePromptTemplate<TVariable extends string = string> extends BasePromptTemplate<
  { [Name in TVariable]: unknown },
  ChatPromptValue
> {
  readonly examples: Example[] | undefined;
  readonly exampleSelector: BaseExampleSelector | undefined;
  readonly examplePrompt: BaseMessagePromptTemplate | ChatPromptTemplate<never>;
  readonly #frame: Frame;

  constructor(input: FewShotChatMessagePromptTemplateInput<TVariable>) {
    super(input);
    checkSource(input);
    this.examples = input.examples;
    this.exampleSelector = input.exampleSelector;
    this.examplePrompt = input.examplePrompt;
    this.#frame = new Frame(input, [...this.inputVariables, ...Object.keys(this.partialVariables)]);
  }

  static override lc_name(): string {
    return "FewShotChatMessagePromptTemplate";
  }

  [endSchemas](): EndSchemas {
    return { output: () => valueSchemas.chatPromptValue };
  }

  override _getPromptType(): string {
    return "few_shot_chat";
  }

  /** The examples' messages; prefix and suffix belong to the text alone. */
  async formatMessages(values: { [Name in TVariable]: unknown }): Promise<BaseMessage[]> {
    return (await this.execute(values)).messages;
  }

  /** The examples' contents as one text, with prefix and suffix around them. */
  override async format(values: { [Name in TVariable]: unknown }): Promise<string> {
    const messages = await this.formatMessages(values);
    const texts = messages.map(({ content }) => (typeof content === "string" ? content : toText(content)));
    return this.#frame.around(texts, await this.mergePartialAndUserVariables(values));
  }

  override async partial<TName extends string>(
    values: PartialValues<TName>,
  ): Promise<FewShotChatMessagePromptTemplate<Exclude<TVariable, TName>>> {
    return new FewShotChatMessagePromptTemplate<Exclude<TVariable, TName>>({
      ...(this.lc_kwargs as unknown as FewShotChatMessagePromptTemplateInput),
      inputVariables: this.inputVariables.filter((name) => !(name in values)) as Exclude<TVariable, TName>[],
      partialVariables: { ...this.partialVariables, ...values },
    });
  }

  protected override async formatComplete(values: TemplateValues, run?: Run): Promise<ChatPromptValue> {
    const examples = await examplesFor(this, values, run);
    const { examplePrompt } = this;
    const messages = await Promise.all(
      examples.map((example): Promise<BaseMessage[]> => examplePrompt.formatMessages(example as never)),
    );
    return new ChatPromptValue(messages.flat());
  }
}
