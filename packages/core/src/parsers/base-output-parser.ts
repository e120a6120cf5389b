import type { AIMessage } from "../messages/ai-message.js";
import type { BaseMessage } from "../messages/base-message.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";

/** What a parser reads: a model's message, or a text. */
export type OutputParserInput = string | BaseMessage;

/** The base of output parsers: they make something of what a model said. */
export abstract class BaseOutputParser<TOutput = unknown> extends HeardRunnable<OutputParserInput, TOutput> {
  override lc_serializable = true;

  /** Makes something of the whole text. */
  abstract parse(text: string): TOutput | Promise<TOutput>;

  /** How a model is to be told what to say; empty where anything will do. */
  getFormatInstructions(): string {
    return "";
  }

  protected override get runType(): string {
    return "parser";
  }

  protected override execute(input: OutputParserInput): TOutput | Promise<TOutput> {
    return this.parse(textOfInput(input));
  }
}

/** The text of what a parser is given, reasoning and tool calls left out. */
export function textOfInput(input: OutputParserInput): string {
  return typeof input === "string" ? input : (input as AIMessage).text;
}
