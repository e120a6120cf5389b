import type { BasePromptTemplate } from "../base-prompt-template.js";
import type { PartialValues } from "../resolve-values.js";

/** A prompt of any kind. */
type AnyPrompt = BasePromptTemplate<never>;

export interface BaseGetPromptAsyncOptions {
  /** Set in the prompt that is chosen. */
  partialVariables?: PartialValues;
}

/** Chooses the prompt for a model. */
export abstract class BasePromptSelector<TModel = unknown> {
  abstract getPrompt(model: TModel): AnyPrompt;

  async getPromptAsync(model: TModel, options: BaseGetPromptAsyncOptions = {}): Promise<AnyPrompt> {
    const partial = await this.getPrompt(model).partial(options.partialVariables ?? {});
    return partial as unknown as AnyPrompt;
  }
}

/** Takes the prompt of the first condition that holds for the model, or else the default. */
export class ConditionalPromptSelector<TModel = unknown> extends BasePromptSelector<TModel> {
  readonly defaultPrompt: AnyPrompt;
  readonly conditionals: readonly [condition: (model: TModel) => boolean, prompt: AnyPrompt][];

  constructor(
    defaultPrompt: AnyPrompt,
    conditionals: readonly [condition: (model: TModel) => boolean, prompt: AnyPrompt][] = [],
  ) {
    super();
    this.defaultPrompt = defaultPrompt;
    this.conditionals = conditionals;
  }

  override getPrompt(model: TModel): AnyPrompt {
    return this.conditionals.find(([condition]) => condition(model))?.[1] ?? this.defaultPrompt;
  }
}
