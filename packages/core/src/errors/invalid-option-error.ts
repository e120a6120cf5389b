import { EarshotError } from "./earshot-error.js";

/** An option has a value that it can't have, or has none and needs one. */
export class InvalidOptionError extends EarshotError {
  override readonly name = "InvalidOptionError";

  /**
   * @param what - what was given, and to whom: `` `maxBytes` of jsonlHandler ``
   * @param wanted - to complete "Give …"
   */
  constructor(what: string, given: unknown, wanted: string) {
    super(
      `${what.charAt(0).toUpperCase()}${what.slice(1)} ${given === undefined ? "is missing" : `can't be ${describeGiven(given)}`}. Give ${wanted}.`,
      {
        code: "INVALID_OPTION",
      },
    );
  }
}

/** What was given, for an error: never more of an object than its class, which may hold keys and point to itself. */
export function describeGiven(value: unknown): string {
  if (typeof value === "string")
    return value.length > 60 ? `a text of ${value.length} characters` : JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value !== "object" || value === null) return String(value);
  const { constructor } = value;
  return typeof constructor === "function" && constructor !== Object ? `a ${constructor.name}` : "an object";
}
