import { toJsonSchema, type JsonSchema, type Schema } from "@earshot/core/utils/schema";
import { AnthropicToolError } from "./errors/tool-error.js";

/**
 * A tool's schema as the JSON Schema of an object, which is what the API asks for. Without a schema: an object with no properties.
 *
 * @throws AnthropicToolError if the schema is a validator that can't give its JSON Schema.
 */
export function toInputSchema(schema: unknown, toolName: string): JsonSchema {
  if (schema === undefined || schema === null) return { type: "object", properties: {} };
  const json = jsonOf(schema as Schema, toolName);
  return json.type === undefined ? { type: "object", ...json } : json;
}

function jsonOf(schema: Schema, toolName: string): JsonSchema {
  try {
    return toJsonSchema(schema);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AnthropicToolError(`The tool "${toolName}" can't be sent to Anthropic. ${reason}`, { cause });
  }
}
