import type { MaybePromise } from "../../runs/maybe-promise.js";
import type { StandardSchema } from "../../schema/standard-schema.js";
import { BaseOutputParser } from "../base-output-parser.js";
import { parseStructured } from "./parse-structured.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { schemaOf } from "../../runnables/schemas/schema-of.js";

/**
 * JSON that a Standard Schema lets through, for a model that has been told the schema otherwise: it has no format instructions.
 *
 * @throws OutputParserException with the text; its `cause` says what is wrong where
 */
export class StandardSchemaOutputParser<TOutput = Record<string, unknown>> extends BaseOutputParser<TOutput> {
  override lc_namespace = ["langchain", "output_parsers", "standard_schema"];
  override lc_serializable = false;
  readonly #schema: StandardSchema<unknown, TOutput>;

  constructor(schema: StandardSchema<unknown, TOutput>) {
    super();
    this.#schema = schema;
  }

  static override lc_name(): string {
    return "StandardSchemaOutputParser";
  }

  static fromSerializableSchema<TOutput>(
    schema: StandardSchema<unknown, TOutput>,
  ): StandardSchemaOutputParser<TOutput> {
    return new StandardSchemaOutputParser(schema);
  }

  [endSchemas](): EndSchemas {
    return { output: () => schemaOf(this.#schema, "output") };
  }

  override parse(text: string): MaybePromise<TOutput> {
    return parseStructured(this.#schema, text) as MaybePromise<TOutput>;
  }
}
