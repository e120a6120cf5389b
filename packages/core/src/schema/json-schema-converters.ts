import type { JsonSchema } from "./schema.js";
import type { StandardSchema } from "./standard-schema.js";

/** Says the JSON Schema of what a vendor's schema may be given, or of what it makes of that; nothing for one that it can't. */
export type JsonSchemaConverter = (schema: StandardSchema, side: "input" | "output") => JsonSchema | undefined;

const converters = new Map<string, JsonSchemaConverter>();

/**
 * For a vendor whose schemas validate but don't say their JSON Schema themselves: who says it. The last one given for a vendor counts.
 *
 * @param vendor as in `schema["~standard"].vendor`
 * @example
 * ```ts
 * import { registerJsonSchemaConverter, toJsonSchema } from "@earshot/core/utils/schema";
 * import { toJsonSchema as valibotToJsonSchema } from "@valibot/to-json-schema";
 * import * as v from "valibot";
 *
 * registerJsonSchemaConverter("valibot", (schema) => valibotToJsonSchema(schema as never) as Record<string, unknown>);
 * console.log(toJsonSchema(v.string())); // => { type: 'string' }
 * ```
 */
export function registerJsonSchemaConverter(vendor: string, convert: JsonSchemaConverter): void {
  converters.set(vendor, convert);
}

/** The converter for a vendor's schemas, if there is one. */
export function jsonSchemaConverterFor(vendor: string): JsonSchemaConverter | undefined {
  return converters.get(vendor);
}
