import { isRunnableToolLike } from "../runnables/runnable-tool-like.js";
import { isStandardSchema } from "../schema/standard-schema.js";
import type { StructuredToolInterface, StructuredToolParams } from "./structured-tool-interface.js";

const jsonTypes = new Set<unknown>(["null", "boolean", "object", "array", "number", "string"]);

/** True for a tool that can be invoked, of any copy of the package. */
export function isStructuredTool(value: unknown): value is StructuredToolInterface {
  return (
    typeof value === "object" && value !== null && Array.isArray((value as { lc_namespace?: unknown }).lc_namespace)
  );
}

/** True for a name with a schema: what a model has to know of a tool. */
export function isStructuredToolParams(value: unknown): value is StructuredToolParams {
  if (typeof value !== "object" || value === null || !("name" in value) || !("schema" in value)) return false;
  const { schema } = value;
  return isStandardSchema(schema) || jsonTypes.has((schema as { readonly type?: unknown } | null | undefined)?.type);
}

/** True for whatever a model can be told of as a tool: one that can be invoked, a runnable made one by `asTool`, or the mere facts of one. */
export function isLangChainTool(value: unknown): value is StructuredToolParams {
  return isStructuredToolParams(value) || isRunnableToolLike(value) || isStructuredTool(value);
}
