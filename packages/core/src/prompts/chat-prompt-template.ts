import { BaseMessage } from "../messages/base-message.js";
import { ChatPromptValue } from "../prompt-values/chat-prompt-value.js";
import type { BaseMessagePromptTemplate } from "./base-message-prompt-template.js";
import { BasePromptTemplate, type BasePromptTemplateInput } from "./base-prompt-template.js";
import { checkVariables } from "./check-variables.js";
import { type BaseMessagePromptTemplateLike, coerceMessageTemplate } from "./coerce-message-template.js";
import { HumanMessagePromptTemplate } from "./human-message-prompt-template.js";
import type { TemplateValues } from "./interpolate.js";
import { InvalidPromptError } from "./invalid-prompt-error.js";
import { MessagesPlaceholder } from "./messages-placeholder.js";
import type { TemplateFormat } from "./parse-template.js";
import { PromptTemplate, type TemplateOptions } from "./prompt-template.js";
import type { PartialValues } from "./resolve-values.js";
import type { TemplateInput } from "./template-variables.js";

type Part = BaseMessagePromptTemplate | BaseMessage;

export interface ChatPromptTemplateInput extends BasePromptTemplateInput {
  /** The prompt's messages in order: finished ones, and templates of messages. */
  promptMessages: (BaseMessagePromptTemplate | BaseMessage)[];
  templateFormat?: TemplateFormat;
  /** False skips the check that the messages' variables are the ones the prompt is said to have. */
  validateTemplate?: boolean;
}

/**
 * A conversation with gaps, which is what a chat model is prompted with.
 *
 * @example
 * ```ts
 * import { ChatPromptTemplate } from "@earshot/core/prompts";
 *
 * const prompt = ChatPromptTemplate.fromMessages([
 *   ["system", "You answer in {language}."],
 *   ["placeholder", "{history}"],
 *   ["human", "{question}"],
 * ]);
 * const messages = await prompt.formatMessages({ language: "Latin", question: "Who is there?" });
 * console.log(messages.map((message) => message.text)); // => [ 'You answer in Latin.', 'Who is there?' ]
 * ```
 */
export class ChatPromptTemplate<TInput extends object = Record<string, unknown>> extends BasePromptTemplate<
  TInput,
  ChatPromptValue
> {
  promptMessages: Part[];
  templateFormat: TemplateFormat;
  validateTemplate: boolean;
  readonly #required: readonly string[];

  constructor(input: ChatPromptTemplateInput) {
    super(input);
    this.promptMessages = input.promptMessages;
    this.templateFormat = input.templateFormat ?? "f-string";
    this.validateTemplate = input.validateTemplate ?? true;
    const optional = optionalVariables(this.promptMessages);
    this.#required = [...new Set(this.inputVariables)].filter((name) => !optional.has(name));
    if (this.validateTemplate)
      checkVariables([...this.inputVariables, ...Object.keys(this.partialVariables)], variablesOf(this.promptMessages));
  }

  static override lc_name(): string {
    return "ChatPromptTemplate";
  }

  /** A prompt of one user message; its variables are those in the text. */
  static fromTemplate<
    const TTemplate extends string,
    TPartial extends string = never,
    TFormat extends TemplateFormat = "f-string",
  >(
    template: TTemplate,
    options: TemplateOptions<TPartial, TFormat> = {},
  ): ChatPromptTemplate<TemplateInput<TTemplate, TPartial, TFormat>> {
    const { partialVariables, templateFormat = "f-string" as TemplateFormat } = options;
    const prompt = PromptTemplate.fromTemplate(template as string, { templateFormat }) as PromptTemplate;
    const whole = ChatPromptTemplate.fromMessages<TemplateInput<TTemplate, TPartial, TFormat>>([
      new HumanMessagePromptTemplate({ prompt }),
    ]);
    return partialVariables === undefined ? whole : whole.#withPartials(partialVariables);
  }

  /**
   * A prompt of these messages; another chat prompt among them brings in its messages and its partial values.
   *
   * @throws InvalidPromptError for anything but a list
   */
  static fromMessages<TInput extends object = Record<string, unknown>>(
    promptMessages: readonly (BaseMessagePromptTemplateLike | ChatPromptTemplate<never>)[],
    options: Omit<Partial<ChatPromptTemplateInput>, "promptMessages" | "inputVariables"> = {},
  ): ChatPromptTemplate<TInput> {
    if (!Array.isArray(promptMessages))
      throw new InvalidPromptError(
        "`fromMessages` takes a list of messages; for a single text there is `fromTemplate`.",
      );
    const parts: Part[] = [];
    const partialVariables: Record<string, unknown> = {};
    for (const like of promptMessages) {
      if (like instanceof ChatPromptTemplate) {
        parts.push(...like.promptMessages);
        Object.assign(partialVariables, like.partialVariables);
      } else parts.push(coerceMessageTemplate(like as BaseMessagePromptTemplateLike, options.templateFormat));
    }
    Object.assign(partialVariables, options.partialVariables);
    const inputVariables = variablesOf(parts).filter((name) => !Object.hasOwn(partialVariables, name));
    return new ChatPromptTemplate<TInput>({ ...options, promptMessages: parts, inputVariables, partialVariables });
  }

  override get lc_aliases(): Record<string, string> {
    return { promptMessages: "messages" };
  }

  override _getPromptType(): string {
    return "chat";
  }

  /** The messages for the given values; see `formatPromptValue`. */
  async formatMessages(values: TInput): Promise<BaseMessage[]> {
    return (await this.execute(values)).messages;
  }

  override async partial<TName extends string>(
    values: PartialValues<TName>,
  ): Promise<ChatPromptTemplate<Omit<TInput, TName>>> {
    return this.#withPartials(values);
  }

  protected override requiredVariables(): readonly string[] {
    return this.#required;
  }

  protected override formatComplete(values: TemplateValues): ChatPromptValue | Promise<ChatPromptValue> {
    const messages = addMessages([], this.promptMessages, values);
    return Array.isArray(messages) ? new ChatPromptValue(messages) : messages.then((all) => new ChatPromptValue(all));
  }

  #withPartials(values: PartialValues): ChatPromptTemplate<never> {
    return new ChatPromptTemplate<never>({
      ...(this.lc_kwargs as unknown as ChatPromptTemplateInput),
      inputVariables: this.inputVariables.filter((name) => !(name in values)),
      partialVariables: { ...this.partialVariables, ...values },
    });
  }
}

function variablesOf(parts: readonly Part[]): string[] {
  return [...new Set(parts.flatMap((part) => (part instanceof BaseMessage ? [] : part.inputVariables)))];
}

/** A name that is optional in one place and needed in another is needed. */
function optionalVariables(parts: readonly Part[]): Set<string> {
  const isOptional = (part: Part) => part instanceof MessagesPlaceholder && part.optional;
  const needed = new Set(variablesOf(parts.filter((part) => !isOptional(part))));
  return new Set(variablesOf(parts.filter(isOptional)).filter((name) => !needed.has(name)));
}

/** Adds the messages of each part in turn. Synchronous until a part is not. */
function addMessages(
  messages: BaseMessage[],
  parts: readonly Part[],
  values: TemplateValues,
): BaseMessage[] | Promise<BaseMessage[]> {
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as Part;
    const rendered = isTemplate(part) ? renderPart(part, values) : part;
    if (rendered instanceof Promise) {
      const rest = parts.slice(index + 1);
      return rendered.then((own) => addMessages([...messages, ...own], rest, values));
    }
    if (Array.isArray(rendered)) for (const message of rendered) messages.push(message);
    else messages.push(rendered);
  }
  return messages;
}

/** Known by what it does: `instanceof` a message is dearer than all the rest of a format. */
const isTemplate = (part: Part): part is BaseMessagePromptTemplate => "formatMessages" in part;

/** A template of another copy of the package has the promising method alone. */
const renderPart = (part: BaseMessagePromptTemplate, values: TemplateValues): BaseMessage[] | Promise<BaseMessage[]> =>
  part.renderMessages === undefined ? part.formatMessages(values) : part.renderMessages(values);
