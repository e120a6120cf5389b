import { BaseMessage } from "../messages/base-message.js";
import type { ChatGeneration, Generation } from "../outputs/generation.js";
import type { BasePromptValue } from "../prompt-values/base-prompt-value.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import { textOfInput, type OutputParserInput } from "./base-output-parser.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

/** The base of parsers that look at more of an answer than its text: tool calls, function calls, what the provider said about it. */
export abstract class BaseLLMOutputParser<TOutput = unknown> extends HeardRunnable<OutputParserInput, TOutput> {
  /** Makes something of an answer; a chat model's has its `message`. */
  abstract parseResult(generations: readonly (Generation | ChatGeneration)[]): MaybePromise<TOutput>;

  /** The same for a parser that wants to know what was asked; by default it doesn't. */
  async parseResultWithPrompt(
    generations: readonly (Generation | ChatGeneration)[],
    _prompt: BasePromptValue,
  ): Promise<TOutput> {
    return this.parseResult(generations);
  }

  [endSchemas](): EndSchemas {
    return { input: () => valueSchemas.parserInput };
  }

  protected override get runType(): string {
    return "parser";
  }

  protected override execute(input: OutputParserInput): MaybePromise<TOutput> {
    return this.parseResult([generationOf(input)]);
  }
}

/** What a parser is given, as an answer. */
export function generationOf(input: OutputParserInput): Generation | ChatGeneration {
  const text = textOfInput(input);
  return input instanceof BaseMessage ? { text, message: input } : { text };
}
