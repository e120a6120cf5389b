import { LineListOutputParser } from "./line-list-output-parser.js";

/**
 * A numbered list, an item a line.
 *
 * @example
 * ```ts
 * import { NumberedListOutputParser } from "@earshot/core/output_parsers";
 *
 * console.log(await new NumberedListOutputParser().invoke("Sure:\n1. red\n2. green")); // => [ 'red', 'green' ]
 * ```
 */
export class NumberedListOutputParser extends LineListOutputParser {
  readonly re = /\d+\.\s([^\n]+)/g;

  static override lc_name(): string {
    return "NumberedListOutputParser";
  }

  override getFormatInstructions(): string {
    return "Answer with a numbered list, each item in a line of its own:\n1. foo\n2. bar\n3. baz";
  }
}
