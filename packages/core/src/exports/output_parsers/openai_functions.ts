import "#wiring";

export { JsonKeyOutputFunctionsParser } from "../../parsers/openai-functions/json-key-output-functions-parser.js";
export {
  JsonOutputFunctionsParser,
  type JsonOutputFunctionsParserFields,
} from "../../parsers/openai-functions/json-output-functions-parser.js";
export {
  OutputFunctionsParser,
  type OutputFunctionsParserFields,
} from "../../parsers/openai-functions/output-functions-parser.js";
