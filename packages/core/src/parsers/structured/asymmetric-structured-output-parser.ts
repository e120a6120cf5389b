import type { MaybePromise } from "../../runs/maybe-promise.js";
import type { OutputOfSchema, Schema } from "../../schema/schema.js";
import { isThenable } from "../../util/is-thenable.js";
import { BaseOutputParser } from "../base-output-parser.js";
import { JsonMarkdownStructuredOutputParser } from "./json-markdown-structured-output-parser.js";

export interface AsymmetricStructuredOutputParserFields<TSchema extends Schema> {
  inputSchema: TSchema;
}

/** A parser that makes something else of what a schema has let through. A subclass says what, in `outputProcessor`. */
export abstract class AsymmetricStructuredOutputParser<
  TSchema extends Schema,
  TOutput = unknown,
> extends BaseOutputParser<TOutput> {
  override lc_serializable = false;
  readonly #structured: JsonMarkdownStructuredOutputParser<TSchema>;

  constructor({ inputSchema }: AsymmetricStructuredOutputParserFields<TSchema>) {
    super();
    this.#structured = new JsonMarkdownStructuredOutputParser(inputSchema);
  }

  abstract outputProcessor(input: OutputOfSchema<TSchema>): MaybePromise<TOutput>;

  override parse(text: string): MaybePromise<TOutput> {
    const parsed = this.#structured.parse(text);
    return isThenable(parsed)
      ? Promise.resolve(parsed).then((input) => this.outputProcessor(input as OutputOfSchema<TSchema>))
      : this.outputProcessor(parsed as OutputOfSchema<TSchema>);
  }

  override getFormatInstructions(): string {
    return this.#structured.getFormatInstructions();
  }
}
