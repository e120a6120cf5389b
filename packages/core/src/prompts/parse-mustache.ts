import mustache from "mustache";
import { type TemplateValues, toText } from "./interpolate.js";
import { InvalidPromptError } from "./invalid-prompt-error.js";
import type { ParsedTemplate, TemplateNode } from "./parse-template.js";

/** One of mustache's tokens: its kind, its text or name, where it is, and a section's own tokens. */
type Token = [kind: string, text: string, start: number, end: number, inner?: Token[], innerEnd?: number];

const kindsOfTags = new Set(["name", "&", "#", "^"]);

/**
 * Takes a mustache template apart. Its variables are the names outside of sections and the sections' own; what is inside of a section may
 * be named by its items. Values are put in as they are, nothing is escaped for HTML, and none is ever parsed.
 *
 * @throws InvalidPromptError where the template can't be parsed, or asks for a partial
 */
export function parseMustache(template: string): ParsedTemplate {
  const writer = new mustache.Writer();
  (writer as { templateCache?: unknown }).templateCache = undefined; // it never forgets
  const tokens = parseTokens(writer, template);
  const nodes = tokens.flatMap(([kind, text]): TemplateNode[] => {
    if (kind === "text") return [{ type: "literal", text }];
    const name = text.split(".")[0];
    return kindsOfTags.has(kind) && name ? [{ type: "variable", name }] : [];
  });
  const render = (values: TemplateValues): string =>
    writer.renderTokens(tokens as string[][], new mustache.Context(values), undefined, template, {
      escape: (value: unknown) => (typeof value === "string" ? value : toText(value)),
    });
  return Object.defineProperty(nodes, "render", { value: render }); // not enumerable: the pieces are what a reader looks for
}

function parseTokens(writer: InstanceType<typeof mustache.Writer>, template: string): Token[] {
  try {
    return (writer.parse(template) as Token[]).map(withoutEscapes);
  } catch (cause) {
    if (cause instanceof InvalidPromptError) throw cause;
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidPromptError(
      `The mustache template ${JSON.stringify(template)} can't be parsed. ${problem}.`,
      cause,
    );
  }
}

/** Nothing is escaped anyway, so an unescaped tag is a tag like any other, and values look the same in both. */
function withoutEscapes([kind, text, start, end, inner, innerEnd]: Token): Token {
  if (kind === ">") {
    throw new InvalidPromptError(
      `The mustache template asks for the partial "${text}", and there are none. Put prompts together with PipelinePromptTemplate.`,
    );
  }
  if (inner === undefined) return [kind === "&" ? "name" : kind, text, start, end];
  return [kind, text, start, end, inner.map(withoutEscapes), innerEnd as number];
}
