import type { OutputParserInput } from "../base-output-parser.js";
import { OutputParserException } from "../output-parser-exception.js";
import { ListOutputParser, type SplitList } from "./list-output-parser.js";

export interface CustomListOutputParserFields {
  /** How many items there must be; by default any number. */
  length?: number;
  /** What stands between items; by default a comma. */
  separator?: string;
}

/**
 * A list with a separator of one's own, and of a given length if wanted.
 *
 * @throws OutputParserException with the text, if the number of items is another; a stream's last pull rejects with it
 * @example
 * ```ts
 * import { CustomListOutputParser } from "@earshot/core/output_parsers";
 *
 * console.log(await new CustomListOutputParser({ separator: ";", length: 2 }).invoke("a; b")); // => [ 'a', 'b' ]
 * ```
 */
export class CustomListOutputParser extends ListOutputParser {
  override lc_namespace = ["langchain_core", "output_parsers", "list"];
  override lc_serializable = false;
  readonly #length: number | undefined;
  readonly #separator: string;

  constructor({ length, separator = "," }: CustomListOutputParserFields = {}) {
    super({ length, separator });
    this.#length = length;
    this.#separator = separator;
  }

  static override lc_name(): string {
    return "CustomListOutputParser";
  }

  override parse(text: string): string[] {
    const items = this.items(text);
    this.#check(items.length, text);
    return items;
  }

  override getFormatInstructions(): string {
    const { length = "" } = { length: this.#length };
    const examples = ["foo", "bar", "baz"].join(`${this.#separator} `);
    return `Answer with ${length === "" ? "a list" : `a list of exactly ${length}`} items and nothing else. Put "${this.#separator}" between them, as in \`${examples}\`.`;
  }

  override async *_transform(input: AsyncGenerator<OutputParserInput>): AsyncGenerator<string[], void> {
    const items: string[] = [];
    for await (const piece of super._transform(input)) {
      items.push(...piece);
      yield piece;
    }
    this.#check(items.length, items.join(`${this.#separator} `));
  }

  protected override items(text: string): string[] {
    return text
      .trim()
      .split(this.#separator)
      .map((item) => item.trim());
  }

  protected override async split(text: string): Promise<SplitList> {
    const end = text.lastIndexOf(this.#separator);
    if (end < 0) return { items: [], rest: text };
    return { items: this.items(text.slice(0, end)), rest: text.slice(end + this.#separator.length) };
  }

  #check(count: number, text: string): void {
    if (this.#length === undefined || count === this.#length) return;
    throw new OutputParserException(
      `The list has ${count} items where ${this.#length} are expected: ${JSON.stringify(text)}. Tell the model how many there are to be, or leave \`length\` out.`,
      text,
    );
  }
}
