import { EarshotError } from "../errors/earshot-error.js";

/** A prompt was formatted without a value for each of its variables. */
export class MissingVariableError extends EarshotError {
  override readonly name = "MissingVariableError";
  /** LangChain's code for the same mistake. */
  readonly lc_error_code = "INVALID_PROMPT_INPUT";
  readonly missing: readonly string[];
  readonly given: readonly string[];

  /** @param values what the prompt was given */
  constructor(missing: readonly string[], values: unknown) {
    const isDictionary = typeof (values ?? {}) === "object" && !Array.isArray(values);
    const given = isDictionary ? Object.keys(values ?? {}) : [];
    super(
      `The prompt has no value for ${quoted(missing)}. It was given ${isDictionary ? quoted(given) || "no values" : `no dictionary, but a ${Array.isArray(values) ? "list" : typeof values}`}. ` +
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
