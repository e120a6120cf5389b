import type { TemplateFormat } from "./parse-template.js";

/** In a name none of these can occur, so braces around them are plain text: JSON, code, an object in prose. */
type NoNameCharacter =
  | '"'
  | "'"
  | "`"
  | "{"
  | "}"
  | "["
  | "("
  | ")"
  | ":"
  | ";"
  | ","
  | "="
  | "\n"
  | "\t"
  | "<"
  | ">"
  | "/"
  | "\\";

type IsName<TText extends string> = TText extends
  | ""
  | ` ${string}`
  | `${string} `
  | `${string}${NoNameCharacter}${string}`
  ? false
  : true;

/** The names of a template's variables: `"What is {a} + {b}?"` → `"a" | "b"`. A text not known to the compiler has any. */
export type TemplateVariables<TTemplate extends string, TFound extends string = never> = string extends TTemplate
  ? string
  : TTemplate extends `${string}{${infer TTail}`
    ? TTail extends `{${infer TRest}`
      ? TemplateVariables<TRest, TFound>
      : TTail extends `${infer TName}}${infer TRest}`
        ? IsName<TName> extends true
          ? TemplateVariables<TRest, TFound | TName>
          : TemplateVariables<TTail, TFound>
        : TFound
    : TFound;

type Trim<TText extends string> = TText extends ` ${infer TRest}`
  ? Trim<TRest>
  : TText extends `${infer TRest} `
    ? Trim<TRest>
    : TText;

type Head<TName extends string> = Trim<TName> extends `${infer TFirst}.${string}` ? TFirst : Trim<TName>;

/** Whatever follows the end of a section, which may be written with spaces. */
type AfterSection<TText extends string, TName extends string> = TText extends `${string}{{/${TName}}}${infer TRest}`
  ? TRest
  : TText extends `${string}{{/ ${TName} }}${infer TRest}`
    ? TRest
    : string;

/**
 * The names of a mustache template's variables: those outside of sections, and the sections' own. `"{{#items}}{{name}}{{/items}}"` →
 * `"items"`. A template that changes its delimiters has any.
 */
export type MustacheVariables<TTemplate extends string, TFound extends string = never> = string extends TTemplate
  ? string
  : TTemplate extends `${string}{{${infer TTag}}}${infer TRest}`
    ? TTag extends `#${infer TName}` | `^${infer TName}`
      ? MustacheVariables<AfterSection<TRest, Trim<TName>>, TFound | Head<TName>>
      : TTag extends `!${string}` | `/${string}`
        ? MustacheVariables<TRest, TFound>
        : TTag extends `=${string}`
          ? string
          : MustacheVariables<TRest, TFound | Head<TTag extends `{${infer TName}` | `&${infer TName}` ? TName : TTag>>
    : TFound;

/** What a template must be given; more is allowed in a value, not in a literal. */
export type TemplateInput<
  TTemplate extends string,
  TPartial extends string = never,
  TFormat extends TemplateFormat = "f-string",
> = {
  [
    TName in Exclude<TFormat extends "mustache" ? MustacheVariables<TTemplate> : TemplateVariables<TTemplate>, TPartial>
  ]: unknown;
};
