import type { ChatGeneration, Generation } from "../../outputs/generation.js";
import { BaseLLMOutputParser } from "../base-llm-output-parser.js";
import { functionCallOf } from "./function-call-of.js";

export interface OutputFunctionsParserFields {
  /** False: the call as a whole, in place of its arguments. Default true. */
  argsOnly?: boolean;
}

/**
 * The arguments of a function call, as the text they are.
 *
 * @throws OutputParserException if the answer has none
 */
export class OutputFunctionsParser extends BaseLLMOutputParser<string> {
  override lc_namespace = ["langchain", "output_parsers", "openai_functions"];
  override lc_serializable = true;
  readonly argsOnly: boolean;

  constructor(fields?: OutputFunctionsParserFields) {
    super(fields);
    this.argsOnly = fields?.argsOnly ?? true;
  }

  static override lc_name(): string {
    return "OutputFunctionsParser";
  }

  override parseResult(generations: readonly (Generation | ChatGeneration)[]): string {
    const call = functionCallOf(generations);
    return this.argsOnly ? (call.arguments ?? "") : JSON.stringify(call);
  }
}
