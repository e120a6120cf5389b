import { isStandardSchema } from "../schema/standard-schema.js";
import { toJsonSchema } from "../schema/to-json-schema.js";

/**
 * A value as text that is the same whenever the value is: JSON, with keys in order. Schemas are told as JSON Schemas, functions not at all.
 *
 * @throws for what JSON can't say, such as cycles
 */
export function stableText(value: unknown): string {
  return (
    JSON.stringify(value, (_, item: unknown) => {
      if (isStandardSchema(item)) return toJsonSchema(item);
      if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
      return Object.fromEntries(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1)));
    }) ?? ""
  );
}
