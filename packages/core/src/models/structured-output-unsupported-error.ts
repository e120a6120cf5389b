import { EarshotError } from "../errors/earshot-error.js";

/** A model was asked for structured output by a method that it doesn't have. */
export class StructuredOutputUnsupportedError extends EarshotError {
  override readonly name = "StructuredOutputUnsupportedError";

  constructor(modelName: string, method: string) {
    const lacking = method === "functionCalling" ? "bindTools" : `structuredOutputOptions for "${method}"`;
    super(
      `${modelName} can't give structured output by "${method}": it does not implement ${lacking}. Choose another \`method\`, or another model.`,
      { code: "STRUCTURED_OUTPUT_UNSUPPORTED" },
    );
  }
}
