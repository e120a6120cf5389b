import { EarshotError } from "../errors/earshot-error.js";

/** Keys were to be picked from, or added to, something that has none. */
export class NotADictionaryError extends EarshotError {
  override readonly name = "NotADictionaryError";

  constructor(runnableName: string, value: unknown) {
    const given = value === null ? "null" : Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
    super(
      `"${runnableName}" works on the keys of its input and was given ${given}. Put a step before it that gives an object.`,
      {
        code: "NOT_A_DICTIONARY",
      },
    );
  }
}

/** @throws NotADictionaryError */
export function assertDictionary(value: unknown, runnableName: string): asserts value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new NotADictionaryError(runnableName, value);
}
