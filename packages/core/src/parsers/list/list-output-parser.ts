import { textOfInput, type OutputParserInput } from "../base-output-parser.js";
import { BaseTransformOutputParser } from "../base-transform-output-parser.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../../runnables/schemas/value-schemas.js";

/** Items of a list that are complete, and the text behind them, which may go on. */
export interface SplitList {
  readonly items: readonly string[];
  readonly rest: string;
}

/**
 * The base of parsers of lists. Streamed, each item comes as a list of one, once it is complete.
 *
 * A subclass parses the whole; without `split` of its own it is streamed by parsing what there is again and again.
 */
export abstract class ListOutputParser extends BaseTransformOutputParser<string[]> {
  [endSchemas](): EndSchemas {
    return { output: () => valueSchemas.texts };
  }

  /** Takes the complete items off the beginning of a text. */
  protected async split(text: string): Promise<SplitList> {
    const items = await this.items(text);
    return { items: items.slice(0, -1), rest: items.at(-1) ?? "" };
  }

  /** The items in a piece of a list. */
  protected items(text: string): string[] | Promise<string[]> {
    return this.parse(text);
  }

  override async *_transform(input: AsyncGenerator<OutputParserInput>): AsyncGenerator<string[], void> {
    let text = "";
    for await (const chunk of input) {
      const { items, rest } = await this.split(text + textOfInput(chunk));
      text = rest;
      for (const item of items) yield [item];
    }
    for (const item of await this.items(text)) yield [item];
  }
}
