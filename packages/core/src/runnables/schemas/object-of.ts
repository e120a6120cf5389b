import type { JsonSchema } from "../../schema/schema.js";

/** A dictionary with these keys, and maybe more; all of them are there unless it is said which are. */
export function objectOf(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: "object", properties, ...(required.length > 0 && { required }) };
}
