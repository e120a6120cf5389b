import type { JsonSchema, Schema } from "../../schema/schema.js";
import { toJsonSchema } from "../../schema/to-json-schema.js";
import { StructuredOutputParser } from "./structured-output-parser.js";

export interface JsonMarkdownFormatInstructionsOptions {
  /** How many braces to write for one, where the instructions go into a template that halves them. Default 1. */
  interpolationDepth?: number;
}

/**
 * A {@link StructuredOutputParser} that shows the model what its JSON is to look like, in place of a JSON Schema.
 *
 * @example
 * ```ts
 * import { JsonMarkdownStructuredOutputParser } from "@earshot/core/output_parsers";
 *
 * const parser = JsonMarkdownStructuredOutputParser.fromNamesAndDescriptions({ city: "its name" });
 * console.log(parser.getFormatInstructions().split("\n")[3]); // =>   "city": string // its name
 * ```
 */
export class JsonMarkdownStructuredOutputParser<TSchema extends Schema> extends StructuredOutputParser<TSchema> {
  static override lc_name(): string {
    return "JsonMarkdownStructuredOutputParser";
  }

  override getFormatInstructions({ interpolationDepth = 1 }: JsonMarkdownFormatInstructionsOptions = {}): string {
    if (!Number.isInteger(interpolationDepth) || interpolationDepth < 1)
      throw new RangeError(`\`interpolationDepth\` is a number of braces, 1 or more, and not ${interpolationDepth}.`);
    const sketch = sketchOf(toJsonSchema(this.schema), "").replaceAll(/[{}]/g, (brace) =>
      brace.repeat(interpolationDepth),
    );
    return `Answer with one JSON value in a Markdown fence, made like this:\n\`\`\`json\n${sketch}\n\`\`\``;
  }
}

/** A schema as one would write it down for a person: types in the places of values, descriptions behind them. */
function sketchOf(schema: JsonSchema, indent: string): string {
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(alternatives))
    return (alternatives as JsonSchema[]).map((each) => sketchOf(each, indent)).join(" | ");
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "object" && schema.properties !== undefined) return sketchOfObject(schema, indent);
  if (schema.type === "array") {
    const inner = `${indent}  `;
    return `array[\n${inner}${sketchOf((schema["items"] ?? {}) as JsonSchema, inner)}\n${indent}]`;
  }
  return schema.type === undefined ? "any" : String(schema.type).replaceAll(",", " | ");
}

function sketchOfObject(schema: JsonSchema, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, property]) => {
    const optional = schema.required?.includes(name) === true ? "" : " (optional)";
    const description = property.description === undefined ? "" : ` // ${property.description}`;
    return `${inner}${JSON.stringify(name)}: ${sketchOf(property, inner)}${optional}${description}`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}
