import type { JsonSchema } from "../schema/schema.js";

/** A function as OpenAI's API describes it. */
export interface FunctionDefinition {
  name: string;
  description?: string | undefined;
  parameters: JsonSchema;
  strict?: boolean | undefined;
}

/** A tool as OpenAI's API, and whoever speaks like it, takes it. */
export interface ToolDefinition {
  type: "function";
  function: FunctionDefinition;
}

/** With `strict`, the model's arguments are guaranteed to fit the schema. */
export interface OpenAIToolOptions {
  readonly strict?: boolean | undefined;
}
