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

/** What a template must be given; more is allowed in a value, not in a literal. */
export type TemplateInput<TTemplate extends string, TPartial extends string = never> = {
  [TName in Exclude<TemplateVariables<TTemplate>, TPartial>]: unknown;
};
