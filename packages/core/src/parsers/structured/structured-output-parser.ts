import type { MaybePromise } from "../../runs/maybe-promise.js";
import type { OutputOfSchema, Schema } from "../../schema/schema.js";
import type { StandardSchema } from "../../schema/standard-schema.js";
import { toJsonSchema } from "../../schema/to-json-schema.js";
import { BaseOutputParser } from "../base-output-parser.js";
import { parseStructured } from "./parse-structured.js";
import { textsSchema } from "./texts-schema.js";
import { endSchemas, type EndSchemas } from "../../runnables/schemas/end-schemas.js";
import { schemaOf } from "../../runnables/schemas/schema-of.js";

/**
 * JSON that a schema lets through: zod's, any other that implements Standard Schema, or a JSON Schema. It needs the whole answer;
 * `JsonOutputParser` streams.
 *
 * @throws OutputParserException with the text; its `cause` says what is wrong where
 * @example
 * ```ts
 * import { StructuredOutputParser } from "@earshot/core/output_parsers";
 *
 * const parser = StructuredOutputParser.fromNamesAndDescriptions({ city: "the city's name" });
 * console.log(await parser.invoke('{"city": "Bern"}')); // => { city: 'Bern' }
 * ```
 */
export class StructuredOutputParser<TSchema extends Schema> extends BaseOutputParser<OutputOfSchema<TSchema>> {
  override lc_namespace = ["langchain", "output_parsers", "structured"];
  override lc_serializable = false;
  readonly schema: TSchema;

  constructor(schema: TSchema) {
    super();
    this.schema = schema;
  }

  static override lc_name(): string {
    return "StructuredOutputParser";
  }

  /** LangChain's name for it; the schema may be anybody's. */
  static fromZodSchema<TSchema extends Schema>(schema: TSchema): StructuredOutputParser<TSchema> {
    return new this(schema);
  }

  /** An object with a text under each of these names. */
  static fromNamesAndDescriptions<const TDescriptions extends Readonly<Record<string, string>>>(
    descriptions: TDescriptions,
  ): StructuredOutputParser<StandardSchema<Record<keyof TDescriptions & string, string>>> {
    return new this(textsSchema<keyof TDescriptions & string>(descriptions));
  }

  [endSchemas](): EndSchemas {
    return { output: () => schemaOf(this.schema, "output") };
  }

  override parse(text: string): MaybePromise<OutputOfSchema<TSchema>> {
    return parseStructured(this.schema, text);
  }

  override getFormatInstructions(): string {
    return `Answer with one JSON value that is valid by this JSON Schema, in a Markdown fence and with nothing around it. Keep to its types, and leave no trailing commas.
\`\`\`json
${JSON.stringify(toJsonSchema(this.schema))}
\`\`\`
For example, {"type":"object","properties":{"tags":{"type":"array","items":{"type":"string"}}},"required":["tags"]} is met by
\`\`\`json
{"tags":["red","green"]}
\`\`\``;
  }
}
