import { TemplateFormatError } from "./template-format-error.js";

/** A piece of a parsed template. */
export type TemplateNode =
  | { readonly type: "literal"; readonly text: string }
  | { readonly type: "variable"; readonly name: string };

/** How a template marks its variables. */
export type TemplateFormat = "f-string";

const name = /\{([\p{L}\p{N}_$](?:[\p{L}\p{N}_$.\- ]*[\p{L}\p{N}_$])?)\}/uy;

/**
 * Takes a template apart. `{name}` is a variable; `{{` and `}}` are braces. A brace that cannot open a variable is a brace as well, so
 * JSON and code need no doubling: `{"a": {"b": {value}}}` has one variable. A doubled closing brace only counts as one where it does
 * not close two such plain braces.
 *
 * @throws TemplateFormatError for a format other than `"f-string"`.
 * @example
 * ```ts
 * import { parseTemplate } from "@earshot/core/prompts";
 *
 * for (const node of parseTemplate("Hi {name}")) console.log(node);
 * // => { type: 'literal', text: 'Hi ' }
 * // => { type: 'variable', name: 'name' }
 * ```
 */
export function parseTemplate(template: string, format: TemplateFormat = "f-string"): TemplateNode[] {
  if (format !== "f-string") throw new TemplateFormatError(format);
  const nodes: TemplateNode[] = [];
  const openBraces: ("plain" | "doubled")[] = [];
  let literal = "";
  let position = 0;
  while (position < template.length) {
    const brace = nextBrace(template, position);
    literal += template.slice(position, brace);
    position = brace;
    if (position >= template.length) break;
    const isDoubled = template[position + 1] === template[position];
    name.lastIndex = position;
    const variable = isDoubled ? null : name.exec(template);
    if (variable !== null) {
      if (literal !== "") nodes.push({ type: "literal", text: literal });
      literal = "";
      nodes.push({ type: "variable", name: variable[1] as string });
      position += variable[0].length;
    } else if (template[position] === "{") {
      openBraces.push(isDoubled ? "doubled" : "plain");
      literal += "{";
      position += isDoubled ? 2 : 1;
    } else {
      literal += "}";
      position += openBraces.pop() !== "plain" && isDoubled ? 2 : 1;
    }
  }
  if (literal !== "") nodes.push({ type: "literal", text: literal });
  return nodes;
}

function nextBrace(template: string, from: number): number {
  let position = from;
  while (position < template.length && template[position] !== "{" && template[position] !== "}") position++;
  return position;
}
