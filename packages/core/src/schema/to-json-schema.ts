import { EarshotError } from "../errors/earshot-error.js";
import type { JsonSchema, Schema } from "./schema.js";
import { isStandardSchema, type StandardSchema } from "./standard-schema.js";

/** A schema as a JSON Schema (draft 2020-12), as providers are told it. One that is a JSON Schema already stays what it is. */
export function toJsonSchema(schema: Schema): JsonSchema {
  if (!isStandardSchema(schema)) return schema;
  const { jsonSchema, vendor } = schema["~standard"];
  const made =
    jsonSchema?.input({ target: "draft-2020-12" }) ??
    ownMethod(schema, "toJSONSchema") ??
    ownMethod(schema, "toJsonSchema");
  if (made === undefined) {
    throw new EarshotError(
      `A schema of ${vendor} doesn't say its JSON Schema. Use a version of ${vendor} that implements Standard JSON Schema, or pass a JSON Schema.`,
      { code: "NO_JSON_SCHEMA" },
    );
  }
  const { $schema: _, ...rest } = made;
  return rest;
}

function ownMethod(schema: StandardSchema, name: string): Record<string, unknown> | undefined {
  const method = (schema as unknown as Record<string, unknown>)[name];
  return typeof method === "function" ? (method.call(schema) as Record<string, unknown>) : undefined;
}
