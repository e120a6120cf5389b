import { jsonSchemaConverterFor } from "./json-schema-converters.js";
import { NoJsonSchemaError } from "./no-json-schema-error.js";
import type { JsonSchema, Schema } from "./schema.js";
import { isStandardSchema, type StandardSchema } from "./standard-schema.js";

/**
 * A schema as a JSON Schema (draft 2020-12), as providers are told it. One that is a JSON Schema already stays what it is.
 *
 * @param side what may be given to the schema, or what it makes of that
 *
 * @throws NoJsonSchemaError if the schema can't say it, and nobody can for its vendor; see `registerJsonSchemaConverter`
 */
export function toJsonSchema(schema: Schema, side: "input" | "output" = "input"): JsonSchema {
  if (!isStandardSchema(schema)) return schema;
  const { jsonSchema, vendor } = schema["~standard"];
  const made =
    jsonSchema?.[side]({ target: "draft-2020-12" }) ??
    ownMethod(schema, "toJSONSchema", { io: side }) ??
    (side === "input" ? ownMethod(schema, "toJsonSchema") : undefined) ??
    jsonSchemaConverterFor(vendor)?.(schema, side);
  if (made === undefined) throw new NoJsonSchemaError(vendor);
  const { $schema: _, ...rest } = made as Record<string, unknown>;
  return rest;
}

function ownMethod(schema: StandardSchema, name: string, options?: object): Record<string, unknown> | undefined {
  const method = (schema as unknown as Record<string, unknown>)[name];
  return typeof method === "function" ? (method.call(schema, options) as Record<string, unknown>) : undefined;
}
