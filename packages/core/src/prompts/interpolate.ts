import { MissingVariableError } from "./missing-variable-error.js";
import type { ParsedTemplate } from "./parse-template.js";

/** Values by variable name. */
export type TemplateValues = Readonly<Record<string, unknown>>;

/**
 * Fills a parsed template in. A string is put in as it is – its braces mean nothing –, anything else as JSON.
 *
 * @throws MissingVariableError naming every variable without a value; `undefined` is none, `null` is one.
 */
export function interpolate(nodes: ParsedTemplate, values: TemplateValues): string {
  if (nodes.render !== undefined) return nodes.render(values);
  let text = "";
  for (const node of nodes) {
    if (node.type === "literal") text += node.text;
    else {
      const value = hasValue(values, node.name) ? values[node.name] : missing(nodes, values);
      text += typeof value === "string" ? value : toText(value);
    }
  }
  return text;
}

/** True if there is a value under this name; what every object inherits (`constructor`, `toString`) is none. */
export function hasValue(values: TemplateValues, name: string): boolean {
  const value = values[name];
  return (
    value !== undefined &&
    (Object.hasOwn(values, name) || value !== (Object.prototype as unknown as TemplateValues)[name])
  );
}

/** A value as a template shows it, where it is no string. */
export function toText(value: unknown): string {
  return typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value));
}

function missing(nodes: ParsedTemplate, values: TemplateValues): never {
  const names = nodes.flatMap((node) => (node.type === "variable" && !hasValue(values, node.name) ? [node.name] : []));
  throw new MissingVariableError([...new Set(names)], values);
}
