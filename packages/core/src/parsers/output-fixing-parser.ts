import { eventTable } from "../events/event-table.js";
import { PromptTemplate } from "../prompts/prompt-template.js";
import type { BasePromptTemplate } from "../prompts/base-prompt-template.js";
import type { BasePromptValue } from "../prompt-values/base-prompt-value.js";
import type { BaseLanguageModelInput } from "../models/language-model-input.js";
import { childConfig } from "../runnables/child-config.js";
import type { Runnable } from "../runnables/runnable.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { Run } from "../runs/run.js";
import { BaseOutputParser, textOfInput, type OutputParserInput } from "./base-output-parser.js";
import { OutputParserException } from "./output-parser-exception.js";
import { StringOutputParser } from "./string-output-parser.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { outputSchemaOf } from "../runnables/schemas/runnable-schemas.js";

/** What the model that puts an answer right is told. */
export interface FixingInput {
  /** How the answer was to be. */
  instructions: string;
  /** What it was. */
  completion: string;
  /** What is wrong with it. */
  error: string;
}

export interface OutputFixingParserFields<TOutput> {
  parser: BaseOutputParser<TOutput>;
  /** Makes a better answer: of what it says, the text is parsed. */
  retryChain: Runnable<FixingInput, OutputParserInput>;
  /** How often it is asked before the failure is the caller's. Default 1. */
  maxRetries?: number;
}

export interface OutputFixingParserOptions {
  /** In place of the default one; its variables are those of {@link FixingInput}. */
  prompt?: BasePromptTemplate<never, BasePromptValue>;
  maxRetries?: number;
}

const defaultPrompt = /* @__PURE__ */ PromptTemplate.fromTemplate(
  `An answer was to follow these instructions:
{instructions}

It was:
{completion}

That can't be used:
{error}

Say the same again so that it follows the instructions, and nothing else.`,
);

/**
 * Asks a model again when an answer can't be parsed. Each failure that is to be mended is heard as `run.retry`, the attempts and the
 * model's runs below the parser's own run. What fails with anything but an `OutputParserException` is not tried again.
 *
 * @throws OutputParserException the last one, after `maxRetries`
 * @example
 * ```ts
 * import { JsonOutputParser, OutputFixingParser } from "@earshot/core/output_parsers";
 * import { RunnableLambda } from "@earshot/core/runnables";
 *
 * const model = RunnableLambda.from(() => '{"city": "Bern"}'); // any model
 * const parser = OutputFixingParser.fromLLM(model, new JsonOutputParser());
 * console.log(await parser.invoke("{city: Bern}")); // => { city: 'Bern' }
 * ```
 */
export class OutputFixingParser<TOutput> extends BaseOutputParser<TOutput> {
  override lc_namespace = ["langchain", "output_parsers", "fix"];
  readonly parser: BaseOutputParser<TOutput>;
  readonly retryChain: Runnable<FixingInput, OutputParserInput>;
  readonly maxRetries: number;

  constructor(fields: OutputFixingParserFields<TOutput>) {
    super(fields);
    this.parser = fields.parser;
    this.retryChain = fields.retryChain;
    this.maxRetries = fields.maxRetries ?? 1;
  }

  static override lc_name(): string {
    return "OutputFixingParser";
  }

  /** One that asks this model. */
  static fromLLM<TOutput>(
    model: Runnable<never, OutputParserInput> | Runnable<BaseLanguageModelInput, OutputParserInput>,
    parser: BaseOutputParser<TOutput>,
    {
      prompt = defaultPrompt as BasePromptTemplate<never, BasePromptValue>,
      maxRetries,
    }: OutputFixingParserOptions = {},
  ): OutputFixingParser<TOutput> {
    const retryChain = prompt
      .pipe(model as Runnable<BasePromptValue, OutputParserInput>)
      .pipe(new StringOutputParser());
    return new OutputFixingParser({
      parser,
      retryChain: retryChain as unknown as Runnable<FixingInput, OutputParserInput>,
      ...(maxRetries !== undefined && { maxRetries }),
    });
  }

  /** Without a run to belong to, the attempts are runs of their own. */
  override parse(text: string): Promise<TOutput> {
    return this.#parse(text, undefined);
  }

  [endSchemas](): EndSchemas {
    return { output: (given) => outputSchemaOf(this.parser as Runnable, given) };
  }

  override getFormatInstructions(): string {
    return this.parser.getFormatInstructions();
  }

  protected override execute(input: OutputParserInput, run?: Run): MaybePromise<TOutput> {
    return this.#parse(textOfInput(input), run);
  }

  async #parse(text: string, run: Run | undefined): Promise<TOutput> {
    const config = run && childConfig(run);
    let completion = text;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.parser.invoke(completion, config);
      } catch (error) {
        if (!(error instanceof OutputParserException) || attempt > this.maxRetries) throw error;
        await run?.emit(eventTable.runRetry, { attempt, error });
        const instructions = this.parser.getFormatInstructions();
        const fixed = await this.retryChain.invoke({ instructions, completion, error: error.message }, config);
        completion = textOfInput(fixed);
      }
    }
  }
}
