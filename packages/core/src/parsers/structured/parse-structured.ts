import type { MaybePromise } from "../../runs/maybe-promise.js";
import { parseWithSchema } from "../../schema/parse-with-schema.js";
import type { OutputOfSchema, Schema } from "../../schema/schema.js";
import { isThenable } from "../../util/is-thenable.js";
import { OutputParserException } from "../output-parser-exception.js";
import { parseJsonMarkdown } from "../json/parse-json-markdown.js";

/**
 * The JSON in a model's text as a schema lets it through. A promise only if the schema is asynchronous.
 *
 * @throws OutputParserException with the text, and what is wrong with it as the cause
 */
export function parseStructured<TSchema extends Schema>(
  schema: TSchema,
  text: string,
): MaybePromise<OutputOfSchema<TSchema>> {
  return checkParsed(schema, parseJsonMarkdown(text), text);
}

/** A value that was parsed already, as a schema lets it through; `text` is what it was parsed from. */
export function checkParsed<TSchema extends Schema>(
  schema: TSchema,
  parsed: unknown,
  text: string,
): MaybePromise<OutputOfSchema<TSchema>> {
  const fail = (cause: unknown): never => {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new OutputParserException(`${problem}. The text was ${JSON.stringify(text)}.`, text, undefined, false, cause);
  };
  try {
    const checked = parseWithSchema(schema, parsed, "What the model said");
    return isThenable(checked) ? Promise.resolve(checked).catch(fail) : checked;
  } catch (cause) {
    return fail(cause);
  }
}
