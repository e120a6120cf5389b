import "#wiring";

export {
  JsonOutputKeyToolsParser,
  type JsonOutputKeyToolsParserParams,
} from "../../parsers/openai-tools/json-output-key-tools-parser.js";
export {
  JsonOutputToolsParser,
  type JsonOutputToolsParserParams,
} from "../../parsers/openai-tools/json-output-tools-parser.js";
export {
  convertLangChainToolCallToOpenAI,
  makeInvalidToolCall,
  parseToolCall,
  type ParseToolCallOptions,
} from "../../parsers/openai-tools/parse-tool-call.js";
export type { ParsedToolCall } from "../../parsers/openai-tools/parsed-tool-call.js";
