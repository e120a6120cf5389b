import type { ChatGeneration, Generation } from "../../outputs/generation.js";
import { BaseLLMOutputParser } from "../base-llm-output-parser.js";
import { JsonOutputFunctionsParser } from "./json-output-functions-parser.js";

/**
 * One of the arguments of a function call; `undefined` if it isn't there.
 *
 * @throws OutputParserException if the answer has no call, or its arguments are no JSON
 */
export class JsonKeyOutputFunctionsParser<TOutput = unknown> extends BaseLLMOutputParser<TOutput> {
  override lc_namespace = ["langchain", "output_parsers", "openai_functions"];
  override lc_serializable = true;
  readonly attrName: string;
  readonly #all = new JsonOutputFunctionsParser();

  constructor(fields: { attrName: string }) {
    super(fields);
    this.attrName = fields.attrName;
  }

  static override lc_name(): string {
    return "JsonKeyOutputFunctionsParser";
  }

  override get lc_aliases(): Record<string, string> {
    return { attrName: "key_name" };
  }

  override parseResult(generations: readonly (Generation | ChatGeneration)[]): TOutput {
    return this.#all.parseResult(generations)[this.attrName] as TOutput;
  }
}
