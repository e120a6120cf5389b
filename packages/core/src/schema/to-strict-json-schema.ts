import type { JsonSchema, Schema } from "./schema.js";
import { toJsonSchema } from "./to-json-schema.js";

/**
 * A schema as providers want it that guarantee a model's arguments to fit: {@link toJsonSchema}, with every object closed that doesn't say
 * whether it has more properties. What the parts of an `allOf` say they say of one object together: they stay open.
 *
 * @throws NoJsonSchemaError if the schema can't say its JSON Schema
 */
export function toStrictJsonSchema(schema: Schema): JsonSchema {
  return close(toJsonSchema(schema)) as JsonSchema;
}

const lists = new Set(["anyOf", "oneOf", "prefixItems"]);
const dictionaries = new Set(["properties", "patternProperties", "$defs", "definitions"]);
const schemas = new Set(["items", "additionalProperties"]);

function close(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  const closed: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) closed[keyword] = closeWithin(keyword, value);
  const isObject = closed.type === "object" || (closed.type === undefined && closed.properties !== undefined);
  return isObject && closed.additionalProperties === undefined ? { ...closed, additionalProperties: false } : closed;
}

function closeWithin(keyword: string, value: unknown): unknown {
  if (schemas.has(keyword)) return close(value);
  if (lists.has(keyword) && Array.isArray(value)) return value.map(close);
  if (!dictionaries.has(keyword) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, schema]) => [key, close(schema)]));
}
