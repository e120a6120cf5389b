import { isStringSchema } from "../schema/is-string-schema.js";
import { requiredStringInputSchema } from "../schema/string-input-schema.js";
import type { Runnable } from "./runnable.js";
import type { RunnableToolFields } from "./runnable-tool-fields.js";
import { RunnableToolLike } from "./runnable-tool-like.js";

/** What {@link Runnable.asTool} builds. A model can only give arguments by name: one text is `{ input: "…" }` to it. */
export function runnableAsTool(bound: Runnable, { name, description, schema }: RunnableToolFields): RunnableToolLike {
  const own = (schema as { readonly description?: unknown }).description;
  return new RunnableToolLike({
    name: name ?? bound.getName(),
    description: description ?? (typeof own === "string" ? own : undefined),
    schema: isStringSchema(schema) ? requiredStringInputSchema : schema,
    bound,
  });
}
