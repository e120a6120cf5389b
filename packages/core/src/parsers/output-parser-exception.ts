import { EarshotError } from "../errors/earshot-error.js";

/**
 * What a model said can't be parsed. `llmOutput` is the text as it came; with `sendToLLM`, `observation` is what a model may be told to do
 * better.
 *
 * @example
 * ```ts
 * import { JsonOutputParser, OutputParserException } from "@earshot/core/output_parsers";
 *
 * try {
 *   await new JsonOutputParser().invoke("I'd rather not.");
 * } catch (error) {
 *   if (error instanceof OutputParserException) console.log(error.llmOutput); // => I'd rather not.
 * }
 * ```
 */
export class OutputParserException extends EarshotError {
  override readonly name = "OutputParserException";
  /** LangChain's code for the same failure. */
  readonly lc_error_code = "OUTPUT_PARSING_FAILURE";
  readonly llmOutput: string | undefined;
  readonly observation: string | undefined;
  readonly sendToLLM: boolean;

  /** @throws TypeError if it is to be sent to a model, and there is nothing to send */
  constructor(
    message: string,
    llmOutput?: string,
    ...[observation, sendToLLM = false, cause]: [observation?: string | undefined, sendToLLM?: boolean, cause?: unknown]
  ) {
    super(message, { code: "OUTPUT_PARSING", cause });
    if (sendToLLM && (llmOutput === undefined || observation === undefined))
      throw new TypeError("An OutputParserException with `sendToLLM` needs `llmOutput` and `observation`.");
    this.llmOutput = llmOutput;
    this.observation = observation;
    this.sendToLLM = sendToLLM;
  }
}
