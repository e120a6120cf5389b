import { zodToJsonSchema } from "zod-to-json-schema";
import type { JsonSchema } from "./schema.js";
import type { StandardSchema } from "./standard-schema.js";

/** The JSON Schema of a zod 3 schema, which can't say it itself. */
export function zod3JsonSchema(schema: StandardSchema, side: "input" | "output"): JsonSchema | undefined {
  if (!("_def" in schema) || "_zod" in schema) return undefined; // zod 4's say it themselves
  return zodToJsonSchema(schema as never, {
    $refStrategy: "none",
    effectStrategy: side === "input" ? "input" : "any",
    pipeStrategy: side,
  }) as JsonSchema;
}
