import { AnthropicToolError } from "./errors/tool-error.js";

type JsonSchema = Readonly<Record<string, unknown>>;

/** The part of the Standard JSON Schema interface that is used; zod 4.2 and later have it. */
interface StandardJsonSchema {
  readonly "~standard": {
    readonly vendor?: string;
    readonly jsonSchema?: { input(options: { target: string }): JsonSchema };
  };
}

/**
 * A tool's schema as the JSON Schema of an object, which is what the API asks for. Without a schema: an object with no properties.
 *
 * @throws AnthropicToolError if the schema is a validator that can't give its JSON Schema.
 */
export function toInputSchema(schema: unknown, toolName: string): JsonSchema {
  if (schema === undefined || schema === null) return { type: "object", properties: {} };
  const json = isStandardSchema(schema) ? fromStandardSchema(schema, toolName) : (schema as JsonSchema);
  if (json["type"] !== undefined) return json;
  return { type: "object", ...json };
}

function isStandardSchema(schema: unknown): schema is StandardJsonSchema {
  return (typeof schema === "object" || typeof schema === "function") && schema !== null && "~standard" in schema;
}

function fromStandardSchema(schema: StandardJsonSchema, toolName: string): JsonSchema {
  const standard = schema["~standard"];
  if (standard.jsonSchema === undefined) {
    throw new AnthropicToolError(
      `The schema of the tool "${toolName}" (${standard.vendor ?? "unknown vendor"}) can't give its JSON Schema. ` +
        "Use zod 4.2 or later, or pass JSON Schema, e.g. `schema: z.toJSONSchema(yourSchema)`.",
      {},
    );
  }
  const { $schema: _dialect, ...json } = standard.jsonSchema.input({ target: "draft-2020-12" });
  return json;
}
