import type { JsonSchema } from "../../schema/schema.js";
import { objectOf } from "./object-of.js";

/** A schema that everything fits. */
export const anything: JsonSchema = Object.freeze({});

const isEmpty = (schema: JsonSchema): boolean => Object.keys(schema).length === 0;

/** What fits all of them. Objects that say nothing but their properties become one. */
export function allOf(schemas: readonly JsonSchema[]): JsonSchema {
  const different = distinct(schemas.filter((schema) => !isEmpty(schema)));
  const [only = anything, ...others] = different;
  if (others.length === 0) return only;
  return different.every(isPlainObject) ? mergeObjects(different) : { allOf: different };
}

/** What fits one of them at least. */
export function anyOf(schemas: readonly JsonSchema[]): JsonSchema {
  if (schemas.some(isEmpty)) return anything;
  const different = distinct(schemas);
  const [only = anything, ...others] = different;
  return others.length === 0 ? only : { anyOf: different };
}

function distinct(schemas: readonly JsonSchema[]): JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

const plainKeywords: ReadonlySet<string> = new Set(["type", "properties", "required", "title", "description"]);

/** True for a dictionary of which nothing is said but its properties. */
function isPlainObject(schema: JsonSchema): boolean {
  return schema.type === "object" && Object.keys(schema).every((keyword) => plainKeywords.has(keyword));
}

function mergeObjects(schemas: readonly JsonSchema[]): JsonSchema {
  const properties = new Map<string, JsonSchema[]>();
  for (const schema of schemas)
    for (const [key, property] of Object.entries(schema.properties ?? {}))
      properties.set(key, [...(properties.get(key) ?? []), property as JsonSchema]);
  if (properties.size === 0) return { type: "object" };
  const merged = [...properties].map(([key, several]) => [key, allOf(several)] as const);
  return objectOf(Object.fromEntries(merged), [...new Set(schemas.flatMap((schema) => schema.required ?? []))]);
}
