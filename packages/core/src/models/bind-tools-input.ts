/** A function that a model may call, in OpenAI's form. */
export interface FunctionDefinition {
  readonly name: string;
  readonly description?: string;
  /** A JSON Schema of an object. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly strict?: boolean;
}

/** A tool in OpenAI's form, which `bindTools` of every model takes. */
export interface ToolDefinition {
  readonly type: "function";
  readonly function: FunctionDefinition;
}

/**
 * What `bindTools` takes for a tool: what `tool()` gives, anything else with `name`, `description` and `schema`, a {@link ToolDefinition}, or the
 * provider's own form. Told apart by their shape, so that tools of any copy of the package will do.
 */
export type BindToolsInput = ToolDefinition | object;

/** True for a tool in OpenAI's form. */
export function isOpenAITool(tool: unknown): tool is ToolDefinition {
  if (typeof tool !== "object" || tool === null) return false;
  const { type, function: definition } = tool as { readonly type?: unknown; readonly function?: unknown };
  return (
    type === "function" &&
    typeof definition === "object" &&
    definition !== null &&
    typeof (definition as Partial<FunctionDefinition>).name === "string"
  );
}
