import "#wiring";

export { parsePartialJson } from "../messages/parse-partial-json.js";
export {
  BaseCumulativeTransformOutputParser,
  type BaseCumulativeTransformOutputParserInput,
} from "../parsers/base-cumulative-transform-output-parser.js";
export { BaseLLMOutputParser } from "../parsers/base-llm-output-parser.js";
export { BaseOutputParser, type OutputParserInput } from "../parsers/base-output-parser.js";
export { BaseTransformOutputParser } from "../parsers/base-transform-output-parser.js";
export { BytesOutputParser } from "../parsers/bytes-output-parser.js";
export type { JsonPatchOperation } from "../util/compare-json.js";
export { parseJsonMarkdown } from "../parsers/json/parse-json-markdown.js";
export { JsonOutputParser } from "../parsers/json-output-parser.js";
export { CommaSeparatedListOutputParser } from "../parsers/list/comma-separated-list-output-parser.js";
export {
  CustomListOutputParser,
  type CustomListOutputParserFields,
} from "../parsers/list/custom-list-output-parser.js";
export { ListOutputParser, type SplitList } from "../parsers/list/list-output-parser.js";
export { MarkdownListOutputParser } from "../parsers/list/markdown-list-output-parser.js";
export { NumberedListOutputParser } from "../parsers/list/numbered-list-output-parser.js";
export {
  type FixingInput,
  OutputFixingParser,
  type OutputFixingParserFields,
  type OutputFixingParserOptions,
} from "../parsers/output-fixing-parser.js";
export { OutputParserException } from "../parsers/output-parser-exception.js";
export { StringOutputParser } from "../parsers/string-output-parser.js";
export {
  AsymmetricStructuredOutputParser,
  type AsymmetricStructuredOutputParserFields,
} from "../parsers/structured/asymmetric-structured-output-parser.js";
export {
  type JsonMarkdownFormatInstructionsOptions,
  JsonMarkdownStructuredOutputParser,
} from "../parsers/structured/json-markdown-structured-output-parser.js";
export { StandardSchemaOutputParser } from "../parsers/structured/standard-schema-output-parser.js";
export { StructuredOutputParser } from "../parsers/structured/structured-output-parser.js";
export {
  parseXMLMarkdown,
  XML_FORMAT_INSTRUCTIONS,
  XMLOutputParser,
  type XMLOutputParserFields,
} from "../parsers/xml/xml-output-parser.js";
export type { Content, XMLResult } from "../parsers/xml/xml-tree.js";
