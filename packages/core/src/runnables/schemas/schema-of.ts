import type { JsonSchema, Schema } from "../../schema/schema.js";
import { NoJsonSchemaError } from "../../schema/no-json-schema-error.js";
import { toJsonSchema } from "../../schema/to-json-schema.js";
import { anything } from "./combine-schemas.js";

/** Where a schema goes into another one that refers to its own root: each is given an id of its own in the end. */
const ownRoot = "urn:earshot:schema";

/**
 * What a validator's schema lets in, or what it makes of it, as a part of a larger schema. What the validator itself can't say, such as a
 * transformed value, is unknown.
 *
 * @throws NoJsonSchemaError if nobody says the JSON Schema of this vendor's schemas
 */
export function schemaOf(schema: Schema, side: "input" | "output"): JsonSchema {
  try {
    const made = toJsonSchema(schema, side);
    return JSON.stringify(made).includes('"$ref":"#') && made["$id"] === undefined ? { $id: ownRoot, ...made } : made;
  } catch (error) {
    if (error instanceof NoJsonSchemaError) throw error;
    return anything;
  }
}

/** A finished schema: the parts that refer to their own root are told apart, by their places, and nothing of it is anybody else's. */
export function finished(schema: JsonSchema): JsonSchema {
  let count = 0;
  const copy = JSON.parse(JSON.stringify(schema), function (this: unknown, key, value: unknown) {
    return key === "$id" && value === ownRoot ? `${ownRoot}:${++count}` : value;
  }) as JsonSchema;
  const { $id, ...rest } = copy;
  return schema["$id"] === ownRoot && $id !== undefined ? rest : copy;
}
