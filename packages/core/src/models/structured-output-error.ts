import { EarshotError } from "../errors/earshot-error.js";
import type { BaseMessage } from "../messages/base-message.js";

/** What a {@link StructuredOutputError} tells. */
export interface StructuredOutputErrorOptions {
  readonly raw: BaseMessage;
  readonly cause?: unknown;
}

/**
 * A model did not answer in the form it was asked for: it called no tool, its JSON is none, or its value doesn't match the schema
 * (`cause` is the `SchemaError` then). `raw` is what it did answer.
 */
export class StructuredOutputError extends EarshotError {
  override readonly name = "StructuredOutputError";
  /** LangChain's word for it. */
  readonly lc_error_code = "OUTPUT_PARSING_FAILURE";
  /** The whole message, with its text, its tool calls and its usage. */
  readonly raw: BaseMessage;

  constructor(problem: string, { raw, cause }: StructuredOutputErrorOptions) {
    super(
      `${problem}. \`raw\` of this error is the whole message; with \`includeRaw: true\` it comes as output in place of the error.`,
      { code: "STRUCTURED_OUTPUT", cause },
    );
    this.raw = raw;
  }
}
