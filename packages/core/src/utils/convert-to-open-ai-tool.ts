import { toJsonSchema } from "../schema/to-json-schema.js";
import { toStrictJsonSchema } from "../schema/to-strict-json-schema.js";
import { isLangChainTool } from "../tools/is-langchain-tool.js";
import type { StructuredToolParams } from "../tools/structured-tool-interface.js";
import type { FunctionDefinition, OpenAIToolOptions, ToolDefinition } from "./open-ai-tool.js";

/**
 * A tool as OpenAI's API describes functions. Where it is to be strict the objects of its schema are closed, as that API demands.
 *
 * @param options a number, as the index of `map`, is taken for none
 * @throws NoJsonSchemaError if the tool's schema doesn't say its JSON Schema
 * @example
 * ```ts
 * import { tool } from "@earshot/core/tools";
 * import { convertToOpenAIFunction } from "@earshot/core/utils/function_calling";
 *
 * const now = tool(() => "noon", { name: "now", schema: { type: "object", properties: {} } });
 * console.log(JSON.stringify(convertToOpenAIFunction(now)));
 * // => {"name":"now","description":"now tool","parameters":{"type":"object","properties":{}}}
 * ```
 */
export function convertToOpenAIFunction(
  tool: StructuredToolParams,
  options?: OpenAIToolOptions | number,
): FunctionDefinition {
  const { name, description, schema } = tool;
  const strict = strictOf(options);
  const parameters = strict === true ? toStrictJsonSchema(schema) : toJsonSchema(schema);
  const definition = { name, description, parameters };
  return strict === undefined ? definition : { ...definition, strict };
}

/**
 * A tool as OpenAI's API takes it; one that already is stays what it is.
 *
 * @param options a number, as the index of `map`, is taken for none
 * @throws NoJsonSchemaError if the tool's schema doesn't say its JSON Schema
 */
export function convertToOpenAITool(
  tool: StructuredToolParams | Readonly<Record<string, unknown>>,
  options?: OpenAIToolOptions | number,
): ToolDefinition {
  if (isLangChainTool(tool)) return { type: "function", function: convertToOpenAIFunction(tool, options) };
  const definition = tool as unknown as ToolDefinition;
  const strict = strictOf(options);
  return strict === undefined ? definition : { ...definition, function: { ...definition.function, strict } };
}

function strictOf(options: OpenAIToolOptions | number | undefined): boolean | undefined {
  return typeof options === "object" ? options.strict : undefined;
}
