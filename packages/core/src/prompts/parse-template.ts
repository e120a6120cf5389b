import { InvalidPromptError } from "./invalid-prompt-error.js";
import { TemplateFormatError } from "./template-format-error.js";

/** A piece of a parsed template. */
export type TemplateNode =
  | { readonly type: "literal"; readonly text: string }
  | { readonly type: "variable"; readonly name: string };

/** A template taken apart; `render` fills it in where that is more than putting values in the variables' places. */
export type ParsedTemplate = readonly TemplateNode[] & {
  readonly render?: (values: Readonly<Record<string, unknown>>) => string;
};

/** How a template marks its variables. */
export type TemplateFormat = "f-string" | "mustache";

const otherFormats = new Map<string, (template: string) => ParsedTemplate>();

/** Fills the port: only `wiring/full.ts` brings along what parses a format besides f-strings. */
export function installTemplateFormat(format: TemplateFormat, parse: (template: string) => ParsedTemplate): void {
  otherFormats.set(format, parse);
}

const name = /\{([\p{L}\p{N}_$](?:[\p{L}\p{N}_$.\- ]*[\p{L}\p{N}_$])?)\}/uy;

/**
 * Takes a template apart. `{name}` is a variable; `{{` and `}}` are braces. A brace that cannot open a variable is a brace as well, so
 * JSON and code need no doubling: `{"a": {"b": {value}}}` has one variable. A doubled closing brace only counts as one where it does
 * not close two such plain braces. A mustache template's variables are those outside of its sections, and the sections' own names.
 *
 * @throws TemplateFormatError for a format that is not there; InvalidPromptError for what is no text, and for a mustache template that
 * can't be parsed
 * @example
 * ```ts
 * import { parseTemplate } from "@earshot/core/prompts";
 *
 * for (const node of parseTemplate("Hi {name}")) console.log(node);
 * // => { type: 'literal', text: 'Hi ' }
 * // => { type: 'variable', name: 'name' }
 * ```
 */
export function parseTemplate(template: string, format: TemplateFormat = "f-string"): ParsedTemplate {
  if (typeof template !== "string") throw new InvalidPromptError(`A template is a text, and not ${template}.`);
  if (format !== "f-string") {
    const parse = otherFormats.get(format);
    if (parse === undefined) throw new TemplateFormatError(format);
    return parse(template);
  }
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
