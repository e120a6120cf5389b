import { toStrictJsonSchema, type JsonSchema } from "@earshot/core/utils/schema";
import { AnthropicToolError } from "./errors/tool-error.js";
import { toInputSchema } from "./to-input-schema.js";

/** A tool as the API takes it: the model's own (with `input_schema`), or one that Anthropic runs (with a `type` such as `web_search_20260318`). */
export interface AnthropicTool {
  readonly name?: string;
  readonly type?: string | null;
  readonly [key: string]: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What of a LangChain tool's `extras` goes into the definition. */
const extraKeys = [
  "cache_control",
  "defer_loading",
  "input_examples",
  "allowed_callers",
  "eager_input_streaming",
  "strict",
];

/**
 * Tools in any of the forms in use, as the API takes them: the SDK's own form and server tools go through as they are;
 * `{ name, description, schema }` (a LangChain tool; the schema is JSON Schema, or a zod or other Standard Schema that can give its JSON
 * Schema) and OpenAI's `{ type: "function", function }` are translated. `strict` is set on every tool of the model's own, and closes the
 * objects of its schema, as the API demands.
 *
 * @throws AnthropicToolError if an entry is none of these, or its schema gives no JSON Schema.
 */
export function toAnthropicTools(
  tools: readonly unknown[],
  options: { readonly strict?: boolean | undefined } = {},
): AnthropicTool[] {
  return tools.map((tool, position) => {
    const definition = toDefinition(tool, position);
    const { strict } = options;
    const schema = definition["input_schema"] as JsonSchema | undefined;
    if (strict === undefined || schema === undefined) return definition;
    return { ...definition, strict, input_schema: strict ? toStrictJsonSchema(schema) : schema };
  });
}

/**
 * The choice of tools as the API takes it: `"auto"`, `"any"` (or `"required"`), `"none"`, a tool's name, or the API's own object.
 *
 * @throws AnthropicToolError if the choice names a tool that isn't offered, or asks for one where none is.
 */
export function toAnthropicToolChoice(choice: unknown, tools: readonly AnthropicTool[]): object | undefined {
  if (choice === undefined || choice === null) return undefined;
  const resolved = resolveChoice(choice);
  const offered = tools.map((tool) => tool.name ?? tool.type);
  if (resolved.type === "tool" && !offered.includes(resolved.name)) {
    throw new AnthropicToolError(
      `\`tool_choice\` names "${resolved.name}", which is not offered. Offered: ${offered.join(", ") || "no tool"}.`,
      {},
    );
  }
  if (resolved.type === "any" && tools.length === 0) {
    throw new AnthropicToolError(
      '`tool_choice` "any" needs at least one tool. Pass `tools` with the call, or bind them with `bindTools`.',
      {},
    );
  }
  return resolved;
}

function toDefinition(tool: unknown, position: number): AnthropicTool {
  const fields =
    (typeof tool === "object" || typeof tool === "function") && tool !== null ? (tool as unknown as Fields) : {};
  const extras = (fields["extras"] ?? {}) as Fields;
  if (extras["providerToolDefinition"] !== undefined) return extras["providerToolDefinition"] as AnthropicTool;
  if (fields["input_schema"] !== undefined) return fields as AnthropicTool;
  if (fields["type"] === "function") return fromOpenAI(fields["function"] as Fields | undefined, position);
  if (typeof fields["type"] === "string" && fields["schema"] === undefined) return fields as AnthropicTool;
  if (typeof fields["name"] !== "string") {
    throw new AnthropicToolError(
      `Tool ${position} can't be sent to Anthropic. A tool is \`{ name, description, schema }\`, \`{ name, input_schema }\`, ` +
        `or a server tool with its \`type\`; this one has: ${Object.keys(fields).join(", ") || typeof tool}.`,
      {},
    );
  }
  const definition: Record<string, unknown> = { name: fields["name"] };
  if (typeof fields["description"] === "string") definition["description"] = fields["description"];
  definition["input_schema"] = toInputSchema(fields["schema"], fields["name"]);
  for (const key of extraKeys) if (extras[key] !== undefined) definition[key] = extras[key];
  return definition;
}

function fromOpenAI(definition: Fields | undefined, position: number): AnthropicTool {
  const name = definition?.["name"];
  if (definition === undefined || typeof name !== "string") {
    throw new AnthropicToolError(`Tool ${position} has the type "function" but no \`function.name\`.`, {});
  }
  const tool: Record<string, unknown> = { name };
  if (definition["description"] !== undefined) tool["description"] = definition["description"];
  tool["input_schema"] = toInputSchema(definition["parameters"], name);
  if (typeof definition["strict"] === "boolean") tool["strict"] = definition["strict"];
  return tool;
}

function resolveChoice(choice: unknown): { readonly type: string; readonly name?: string } {
  if (choice === "any" || choice === "required") return { type: "any" };
  if (choice === "auto" || choice === "none") return { type: choice };
  if (typeof choice === "string") return { type: "tool", name: choice };
  const { type, function: named } = choice as { readonly type: string; readonly function?: { readonly name: string } };
  return type === "function" && named !== undefined
    ? { type: "tool", name: named.name }
    : (choice as { readonly type: string });
}
