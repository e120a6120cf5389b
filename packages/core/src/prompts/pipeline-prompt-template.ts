import type { BasePromptValue } from "../prompt-values/base-prompt-value.js";
import { ChatPromptValue } from "../prompt-values/chat-prompt-value.js";
import { BasePromptTemplate, type BasePromptTemplateInput } from "./base-prompt-template.js";
import type { TemplateValues } from "./interpolate.js";
import type { PartialValues } from "./resolve-values.js";
import { anything } from "../runnables/schemas/combine-schemas.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { outputSchemaOf } from "../runnables/schemas/runnable-schemas.js";
import type { Runnable } from "../runnables/runnable.js";

/** A prompt, and the name under which what it comes to is a value for those behind it. */
export interface PipelinePrompt {
  name: string;
  prompt: BasePromptTemplate<never>;
}

export interface PipelinePromptTemplateInput<TOutput extends BasePromptValue> extends Omit<
  BasePromptTemplateInput,
  "inputVariables"
> {
  pipelinePrompts: PipelinePrompt[];
  finalPrompt: BasePromptTemplate<never, TOutput>;
}

/**
 * A prompt put together from prompts: each one's text, or a chat prompt's messages, is a value for those behind it, and the final one is
 * the result. What none of them makes is what it must be given.
 *
 * @example
 * ```ts
 * import { PipelinePromptTemplate, PromptTemplate } from "@earshot/core/prompts";
 *
 * const prompt = new PipelinePromptTemplate({
 *   pipelinePrompts: [{ name: "role", prompt: PromptTemplate.fromTemplate("You are {who}.") }],
 *   finalPrompt: PromptTemplate.fromTemplate("{role} {question}"),
 * });
 * console.log(await prompt.format({ who: "a poet", question: "Who is there?" })); // => You are a poet. Who is there?
 * ```
 */
export class PipelinePromptTemplate<TOutput extends BasePromptValue = BasePromptValue> extends BasePromptTemplate<
  Record<string, unknown>,
  TOutput
> {
  readonly pipelinePrompts: readonly PipelinePrompt[];
  readonly finalPrompt: BasePromptTemplate<never, TOutput>;

  constructor(input: PipelinePromptTemplateInput<TOutput>) {
    super({ ...input, inputVariables: variablesOf(input) });
    this.pipelinePrompts = input.pipelinePrompts;
    this.finalPrompt = input.finalPrompt;
  }

  static override lc_name(): string {
    return "PipelinePromptTemplate";
  }

  [endSchemas](): EndSchemas {
    return { output: () => outputSchemaOf(this.finalPrompt as unknown as Runnable, anything) };
  }

  override _getPromptType(): string {
    return "pipeline";
  }

  override async partial(values: PartialValues): Promise<PipelinePromptTemplate<TOutput>> {
    const { pipelinePrompts, finalPrompt, partialVariables } = this;
    return new PipelinePromptTemplate({
      pipelinePrompts: [...pipelinePrompts],
      finalPrompt,
      partialVariables: { ...partialVariables, ...values },
    });
  }

  protected override async formatComplete(values: TemplateValues): Promise<TOutput> {
    const made: Record<string, unknown> = { ...values };
    for (const { name, prompt } of this.pipelinePrompts) {
      const value = await prompt.formatPromptValue(made as never);
      made[name] = value instanceof ChatPromptValue ? value.messages : value.toString();
    }
    return this.finalPrompt.formatPromptValue(made as never);
  }
}

/** What is used before it is made, or never made. */
function variablesOf(input: PipelinePromptTemplateInput<BasePromptValue>): string[] {
  const made = new Set(Object.keys(input.partialVariables ?? {}));
  const needed = new Set<string>();
  for (const { name, prompt } of [...input.pipelinePrompts, { name: "", prompt: input.finalPrompt }]) {
    for (const variable of prompt.inputVariables) if (!made.has(variable)) needed.add(variable);
    made.add(name);
  }
  return [...needed];
}
