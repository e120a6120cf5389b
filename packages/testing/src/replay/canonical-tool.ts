import type { JsonValue } from "@earshot/core/events";

type Json = Readonly<Record<string, JsonValue | undefined>>;

/** A tool as it is compared: name, description and schema, whichever provider's form it has. */
export function canonicalTool(tool: JsonValue): JsonValue {
  if (typeof tool !== "object" || tool === null || Array.isArray(tool)) return tool;
  const fields = tool as Json;
  const { name, description, parameters } = (fields["function"] ?? {}) as Json;
  if (typeof name === "string") return described(name, description, parameters);
  const schema = fields["input_schema"] ?? fields["schema"] ?? fields["parameters"];
  if (typeof fields["name"] === "string" && schema !== undefined)
    return described(fields["name"], fields["description"], schema);
  return tool;
}

function described(name: string, description: JsonValue | undefined, schema: JsonValue | undefined): JsonValue {
  return { name, description: description ?? "", schema: canonicalSchema(schema ?? {}) };
}

/** An object without properties says no more than none; which draft it is, nothing. */
function canonicalSchema(schema: JsonValue): JsonValue {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
  const { $schema: _, ...kept } = schema;
  return { type: "object", properties: {}, ...kept };
}
