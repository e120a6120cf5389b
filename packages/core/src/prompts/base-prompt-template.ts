import type { BasePromptValue } from "../prompt-values/base-prompt-value.js";
import { HeardRunnable, type HeardRunnableFields } from "../runnables/heard-runnable.js";
import { isThenable } from "../util/is-thenable.js";
import type { Run } from "../runs/run.js";
import { hasValue, type TemplateValues } from "./interpolate.js";
import { MissingVariableError } from "./missing-variable-error.js";
import { type PartialValues, resolveValues } from "./resolve-values.js";

/** What every prompt template may be made of. */
export interface BasePromptTemplateInput extends HeardRunnableFields {
  /** The names that a value must be given for. */
  inputVariables: string[];
  /** Values known beforehand; a function is called for each formatting and may be asynchronous. */
  partialVariables?: PartialValues;
  /** Kept for whoever reads it; the prompt itself does not use it. */
  outputParser?: unknown;
}

/**
 * The base of prompt templates: something with named gaps that becomes a prompt value when they are filled in.
 *
 * Formatting is synchronous inside until a partial value or a part of the prompt is not; the public methods answer promises, as in
 * LangChain.
 */
export abstract class BasePromptTemplate<
  TInput extends object = Record<string, unknown>,
  TOutput extends BasePromptValue = BasePromptValue,
> extends HeardRunnable<TInput, TOutput> {
  declare lc_namespace: string[];
  inputVariables: string[];
  partialVariables: PartialValues;
  outputParser: unknown;

  static {
    this.prototype.lc_serializable = true;
  }

  constructor(input: BasePromptTemplateInput) {
    super(input);
    this.lc_namespace = ["langchain_core", "prompts", this._getPromptType()];
    this.inputVariables = input.inputVariables;
    this.partialVariables = input.partialVariables ?? {};
    this.outputParser = input.outputParser;
    if (input.name !== undefined) this.name = input.name;
    this.callbacks = input.callbacks;
    this.tags = input.tags;
    this.metadata = input.metadata;
  }

  abstract _getPromptType(): string;

  /** A prompt of the same kind with these values set; setting a value again replaces it. */
  abstract partial(values: PartialValues): Promise<BasePromptTemplate<object, TOutput>>;

  /** The prompt value for complete values: the one method a new kind of prompt implements. A promise only if it must be one. What it calls belongs below the run, if there is one. */
  protected abstract formatComplete(values: TemplateValues, run?: Run): TOutput | Promise<TOutput>;

  /** Partial values may hold functions and secrets, and handlers are no part of what a prompt is: neither is serialized. */
  override get lc_attributes(): Record<string, unknown> | undefined {
    return this.callbacks === undefined
      ? { partialVariables: undefined }
      : { partialVariables: undefined, callbacks: undefined };
  }

  /**
   * The prompt value for the given values, which win over partial ones.
   *
   * @throws MissingVariableError (as a rejection) naming every variable without a value.
   */
  async formatPromptValue(values: TInput): Promise<TOutput> {
    return this.execute(values);
  }

  /** The prompt as one text. */
  async format(values: TInput): Promise<string> {
    return (await this.execute(values)).toString();
  }

  protected override get runType(): string {
    return "prompt";
  }

  /** The given values with the partial ones under them. */
  async mergePartialAndUserVariables(values: TInput): Promise<TemplateValues> {
    return resolveValues(this.partialVariables, values as TemplateValues);
  }

  /** What a run of the prompt does. Synchronous, in what it throws as well, unless something in the prompt is not. */
  protected override execute(input: TInput, run?: Run): TOutput | Promise<TOutput> {
    const values = resolveValues(this.partialVariables, (input ?? {}) as TemplateValues);
    return isThenable(values)
      ? values.then((resolved) => this.#formatChecked(resolved, input, run))
      : this.#formatChecked(values, input, run);
  }

  /** The variables that formatting needs a value for. */
  protected requiredVariables(): readonly string[] {
    return this.inputVariables;
  }

  #formatChecked(values: TemplateValues, given: object, run: Run | undefined): TOutput | Promise<TOutput> {
    const required = this.requiredVariables();
    for (const name of required) {
      if (hasValue(values, name)) continue;
      throw new MissingVariableError(
        required.filter((other) => !hasValue(values, other)),
        given,
      );
    }
    return this.formatComplete(values, run);
  }
}
