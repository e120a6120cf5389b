import "#wiring";

export { BaseOutputParser, type OutputParserInput } from "../parsers/base-output-parser.js";
export { StringOutputParser } from "../parsers/string-output-parser.js";
