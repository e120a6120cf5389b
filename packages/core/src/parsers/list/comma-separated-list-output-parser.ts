import { CustomListOutputParser } from "./custom-list-output-parser.js";

/**
 * A list in one line, with commas.
 *
 * @example
 * ```ts
 * import { CommaSeparatedListOutputParser } from "@earshot/core/output_parsers";
 *
 * async function* answer() { yield "red, gre"; yield "en, blue"; }
 * for await (const colours of new CommaSeparatedListOutputParser().transform(answer())) console.log(colours);
 * // => [ 'red' ]
 * // => [ 'green' ]
 * // => [ 'blue' ]
 * ```
 */
export class CommaSeparatedListOutputParser extends CustomListOutputParser {
  override lc_serializable = true;

  constructor() {
    super();
    this.lc_kwargs = {};
  }

  static override lc_name(): string {
    return "CommaSeparatedListOutputParser";
  }
}
