import type { ChatPromptValue } from "../prompt-values/chat-prompt-value.js";
import type { ComposedOutput } from "../runnables/output-of.js";
import type { Composable, RunnableShape } from "../runnables/runnable-like.js";
import type { Runnable } from "../runnables/runnable.js";
import type { Schema } from "../schema/schema.js";
import { ChatPromptTemplate, type ChatPromptTemplateInput } from "./chat-prompt-template.js";
import type { BaseMessagePromptTemplateLike } from "./coerce-message-template.js";
import { InvalidPromptError } from "./invalid-prompt-error.js";
import type { PartialValues } from "./resolve-values.js";

/** How a model is made to keep to a schema. */
export type StructuredOutputMethod = "jsonMode" | "jsonSchema" | "functionMode";

export interface StructuredPromptInput extends ChatPromptTemplateInput {
  /** What the answer is to be. */
  schema: Schema;
  method?: StructuredOutputMethod;
}

interface StructuredModel {
  withStructuredOutput(schema: Schema, config?: { method: StructuredOutputMethod }): unknown;
}

/** A chat prompt that says what its answer is to be: the model behind it gives that, by its `withStructuredOutput`. */
export class StructuredPrompt<TInput extends object = Record<string, unknown>> extends ChatPromptTemplate<TInput> {
  readonly schema: Schema;
  readonly method: StructuredOutputMethod | undefined;

  constructor(input: StructuredPromptInput) {
    super(input);
    this.lc_namespace = ["langchain_core", "prompts", "structured"];
    this.schema = input.schema;
    this.method = input.method;
  }

  static override lc_name(): string {
    return "StructuredPrompt";
  }

  /** A prompt of these messages; see `ChatPromptTemplate.fromMessages`. */
  static fromMessagesAndSchema<TInput extends object = Record<string, unknown>>(
    promptMessages: readonly (BaseMessagePromptTemplateLike | ChatPromptTemplate<never>)[],
    schema: Schema,
    method?: StructuredOutputMethod,
  ): StructuredPrompt<TInput> {
    const { lc_kwargs } = ChatPromptTemplate.fromMessages<TInput>(promptMessages);
    const given = lc_kwargs as unknown as ChatPromptTemplateInput;
    return new StructuredPrompt<TInput>({ ...given, schema, ...(method !== undefined && { method }) });
  }

  override get lc_aliases(): Record<string, string> {
    return { ...super.lc_aliases, schema: "schema_" };
  }

  /** @throws InvalidPromptError if what follows is no model with structured output */
  override pipe<TNext>(next: RunnableShape<ChatPromptValue, TNext>): Runnable<TInput, TNext>;
  override pipe<TNext>(next: TNext & Composable<ChatPromptValue>): Runnable<TInput, ComposedOutput<TNext>>;
  override pipe<TNext>(next: TNext & Composable<ChatPromptValue>): Runnable<TInput, ComposedOutput<TNext>> {
    const model = next as unknown as Partial<StructuredModel>;
    if (typeof model.withStructuredOutput !== "function") {
      throw new InvalidPromptError(
        "A structured prompt goes before a model with `withStructuredOutput`. Pipe it to one, or use a ChatPromptTemplate.",
      );
    }
    const { schema, method } = this;
    const structured =
      method === undefined ? model.withStructuredOutput(schema) : model.withStructuredOutput(schema, { method });
    return super.pipe(structured as TNext & Composable<ChatPromptValue>);
  }

  override async partial<TName extends string>(
    values: PartialValues<TName>,
  ): Promise<StructuredPrompt<Omit<TInput, TName>>> {
    return new StructuredPrompt<Omit<TInput, TName>>({
      ...(this.lc_kwargs as unknown as StructuredPromptInput),
      inputVariables: this.inputVariables.filter((name) => !(name in values)),
      partialVariables: { ...this.partialVariables, ...values },
    });
  }
}
