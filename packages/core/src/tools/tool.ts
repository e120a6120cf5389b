import type { InputOfSchema, JsonSchema, OutputOfSchema } from "../schema/schema.js";
import { isStringSchema } from "../schema/is-string-schema.js";
import type { StandardSchema } from "../schema/standard-schema.js";
import { checkToolFields } from "./check-tool-fields.js";
import { DynamicStructuredTool } from "./dynamic-structured-tool.js";
import { DynamicTool } from "./dynamic-tool.js";
import type { DynamicStructuredToolInput, DynamicToolInput, ToolWrapperParams } from "./tool-fields.js";
import type { ToolEventOf, ToolOutputOf } from "./tool-output.js";
import type { HandedToolConfig, ToolRunnableConfig } from "./tool-runnable-config.js";

/** A schema of a text: the tool takes one text, and no arguments by name. */
type StringSchema = StandardSchema<unknown, string> | { readonly type: "string" };

/**
 * A function as a tool. Its arguments are what the schema lets through, with their types inferred from it; without a schema, or with the schema
 * of a text, it takes one text.
 *
 * The function is handed a config: what it invokes with that belongs below the tool's run, `config.signal` tells when to stop, and
 * `config.toolCall` is the model's call, if that is what the tool was invoked with. An async generator says what it yields as it comes
 * (`handleToolEvent`), and what it returns is the output.
 *
 * @throws InvalidToolError without a name or a function, or with a schema that is none
 * @example
 * ```ts
 * import { tool } from "@earshot/core/tools";
 * import { z } from "zod";
 *
 * const add = tool(({ a, b }) => a + b, {
 *   name: "add",
 *   description: "Adds two numbers.",
 *   schema: z.object({ a: z.number(), b: z.number() }),
 * });
 * console.log(await add.invoke({ a: 1, b: 2 })); // => 3
 * const answer = await add.invoke({ type: "tool_call", id: "call_1", name: "add", args: { a: 1, b: 2 } });
 * console.log(answer.tool_call_id, answer.content); // => call_1 3
 * ```
 */
export function tool<TResult, TConfig extends ToolRunnableConfig = HandedToolConfig>(
  func: (input: string, config: TConfig) => TResult,
  fields: ToolWrapperParams<StringSchema | undefined>,
): DynamicTool<ToolOutputOf<TResult>, ToolEventOf<TResult>>;
export function tool<
  TSchema extends StandardSchema,
  TName extends string,
  TResult,
  TConfig extends ToolRunnableConfig = HandedToolConfig,
>(
  func: (input: OutputOfSchema<TSchema>, config: TConfig) => TResult,
  fields: ToolWrapperParams<TSchema, TName> & { schema: TSchema },
): DynamicStructuredTool<
  TSchema,
  OutputOfSchema<TSchema>,
  InputOfSchema<TSchema>,
  ToolOutputOf<TResult>,
  ToolEventOf<TResult>,
  TName
>;
/** A JSON Schema says its types at run time only: annotate the function's argument, else it is a dictionary. */
export function tool<
  TName extends string,
  TResult,
  TArgs extends object = Record<string, unknown>,
  TConfig extends ToolRunnableConfig = HandedToolConfig,
>(
  func: (input: TArgs, config: TConfig) => TResult,
  fields: ToolWrapperParams<JsonSchema, TName> & { schema: JsonSchema },
): DynamicStructuredTool<JsonSchema, TArgs, TArgs, ToolOutputOf<TResult>, ToolEventOf<TResult>, TName>;
export function tool(
  func: (input: never, config: never) => unknown,
  fields: ToolWrapperParams<JsonSchema | StandardSchema | undefined>,
): unknown {
  checkToolFields({ ...(fields as typeof fields | undefined), func });
  const { schema } = fields;
  const own = (schema as { readonly description?: unknown } | undefined)?.description;
  const description = fields.description ?? (typeof own === "string" ? own : `${fields.name} tool`);
  const call = (input: unknown, _runManager: unknown, config: unknown) => func(input as never, config as never);
  return schema === undefined || isStringSchema(schema)
    ? new DynamicTool({ ...fields, description, func: call } as DynamicToolInput)
    : new DynamicStructuredTool({ ...fields, description, func: call } as DynamicStructuredToolInput);
}
