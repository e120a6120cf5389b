import type { Schema } from "./schema.js";
import { isStandardSchema } from "./standard-schema.js";
import { toJsonSchema } from "./to-json-schema.js";

/** True for a schema that lets through texts alone. */
export function isStringSchema(schema: Schema): boolean {
  if (!isStandardSchema(schema)) return isStringJsonSchema(schema);
  const { type, _def } = schema as { readonly type?: unknown; readonly _def?: { readonly typeName?: unknown } };
  if (typeof type === "string") return type === "string"; // zod 4, valibot
  if (_def?.typeName !== undefined) return _def.typeName === "ZodString"; // zod 3
  try {
    return isStringJsonSchema(toJsonSchema(schema));
  } catch {
    return false; // it can't say what it is
  }
}

function isStringJsonSchema({ type, const: constant, enum: values }: Schema & { [keyword: string]: unknown }): boolean {
  if (type !== undefined) return type === "string";
  if (Array.isArray(values)) return values.length > 0 && values.every((value) => typeof value === "string");
  return typeof constant === "string";
}
