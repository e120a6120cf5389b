import type { JsonSchema } from "../../schema/schema.js";
import { anyOf, anything } from "./combine-schemas.js";
import { objectOf } from "./object-of.js";

/** What stands under a key of what fits a schema, as far as that says it. */
export function propertyOf(schema: JsonSchema, key: string): JsonSchema {
  const { properties, anyOf: alternatives } = schema;
  if (Array.isArray(alternatives)) return anyOf(alternatives.map((each) => propertyOf(each as JsonSchema, key)));
  return properties !== undefined && Object.hasOwn(properties, key) ? schemaAt(properties[key]) : anything;
}

/** An object as far as its other keys go: these are somebody else's. */
export function withoutKeys(schema: JsonSchema, keys: readonly string[]): JsonSchema {
  const isOther = (key: string) => !keys.includes(key);
  const kept = schema.type === "object" ? Object.keys(schema.properties ?? {}).filter(isOther) : [];
  if (kept.length === 0) return { type: "object" };
  const properties = Object.fromEntries(kept.map((key) => [key, propertyOf(schema, key)]));
  return objectOf(properties, schema.required?.filter(isOther) ?? []);
}

/** What stands in a list that fits a schema, as far as that says it. */
export const itemsOf = ({ items, prefixItems }: JsonSchema): JsonSchema =>
  prefixItems === undefined ? schemaAt(items) : anything;

/** Schemas that refer to their own root can't be taken apart. */
function schemaAt(value: unknown): JsonSchema {
  const isUsable = typeof value === "object" && value !== null && !JSON.stringify(value).includes('"$ref":"#');
  return isUsable ? (value as JsonSchema) : anything;
}
