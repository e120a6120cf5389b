import { LineListOutputParser } from "./line-list-output-parser.js";

/**
 * A Markdown list, with dashes or asterisks, an item a line.
 *
 * @example
 * ```ts
 * import { MarkdownListOutputParser } from "@earshot/core/output_parsers";
 *
 * console.log(await new MarkdownListOutputParser().invoke("Sure:\n- red\n* green")); // => [ 'red', 'green' ]
 * ```
 */
export class MarkdownListOutputParser extends LineListOutputParser {
  readonly re = /^\s*[-*]\s([^\n]+)$/gm;

  static override lc_name(): string {
    return "MarkdownListOutputParser";
  }

  override getFormatInstructions(): string {
    return "Answer with a Markdown list, each item in a line of its own:\n- foo\n- bar\n- baz";
  }
}
