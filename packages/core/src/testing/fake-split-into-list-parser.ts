import { BaseOutputParser } from "../parsers/base-output-parser.js";

/** What stands between the commas of a text. */
export class FakeSplitIntoListParser extends BaseOutputParser<string[]> {
  override lc_namespace = ["tests", "fake"];

  override getFormatInstructions(): string {
    return "";
  }

  override parse(text: string): Promise<string[]> {
    return Promise.resolve(text.split(",").map((part) => part.trim()));
  }
}
