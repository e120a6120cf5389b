import { objectOf } from "../runnables/schemas/object-of.js";
import type { JsonSchema } from "../schema/schema.js";
import type { TemplateFormat } from "./parse-template.js";

/** The values that a prompt wants: texts; of a mustache template, which may ask for lists and dictionaries, anything. */
export function valuesSchema(prompt: {
  readonly inputVariables: readonly string[];
  readonly templateFormat?: TemplateFormat;
}): JsonSchema {
  const value: JsonSchema = prompt.templateFormat === "mustache" ? {} : { type: "string" };
  return objectOf(Object.fromEntries(prompt.inputVariables.map((name) => [name, value])));
}
