import { EarshotError } from "../errors/earshot-error.js";

/** A prompt was formatted without a value for each of its variables. */
export class MissingVariableError extends EarshotError {
  override readonly name = "MissingVariableError";
  /** LangChain's code for the same mistake. */
  readonly lc_error_code = "INVALID_PROMPT_INPUT";
  readonly missing: readonly string[];
  readonly given: readonly string[];

  constructor(missing: readonly string[], given: readonly string[]) {
    super(
      `The prompt has no value for ${quoted(missing)}. It was given ${given.length > 0 ? quoted(given) : "no values"}. ` +
        "Pass the missing values, set them with partial(), or double the braces ({{ }}) where they are plain text.",
      { code: "MISSING_VARIABLE" },
    );
    this.missing = missing;
    this.given = given;
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
