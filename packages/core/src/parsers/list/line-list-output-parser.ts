import { ListOutputParser, type SplitList } from "./list-output-parser.js";

/** The base of parsers of lists that have an item in each line, whatever other lines there are. */
export abstract class LineListOutputParser extends ListOutputParser {
  override lc_namespace = ["langchain_core", "output_parsers", "list"];

  /** Matches a line with an item; its first group is the item. */
  abstract readonly re: RegExp;

  override parse(text: string): string[] {
    return text.split("\n").flatMap((line) => {
      const item = new RegExp(this.re.source).exec(line)?.[1];
      return item === undefined ? [] : [item];
    });
  }

  protected override async split(text: string): Promise<SplitList> {
    const end = text.lastIndexOf("\n") + 1;
    return { items: end === 0 ? [] : this.parse(text.slice(0, end)), rest: text.slice(end) };
  }
}
