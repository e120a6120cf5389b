import { JsonReader } from "./json-reader.js";

/**
 * The JSON in a model's text: the whole text, or else what stands in the first fence that has any.
 *
 * @throws OutputParserException with the text, if it has no JSON or ends before it does
 * @example
 * ```ts
 * import { parseJsonMarkdown } from "@earshot/core/output_parsers";
 *
 * console.log(parseJsonMarkdown('Here you are:\n```json\n{"city": "Bern"}\n```')); // => { city: 'Bern' }
 * ```
 */
export function parseJsonMarkdown(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // there is more than JSON, or a line break in a string: read it as it would be streamed
  }
  const reader = new JsonReader();
  reader.read(text);
  return reader.finish();
}
