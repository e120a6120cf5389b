import { EarshotError } from "../errors/earshot-error.js";

/** One thing that is wrong with a value: where, as `"items.0.name"` (`""` is the value itself), and what. */
export interface SchemaIssue {
  readonly path: string;
  readonly message: string;
}

/** A value is not what a schema says. `issues` has every thing that is wrong, the message all of them with their paths. */
export class SchemaError extends EarshotError {
  override readonly name = "SchemaError";
  readonly issues: readonly SchemaIssue[];
  /** The value as it came. */
  readonly value: unknown;

  constructor(
    subject: string,
    { issues, value }: { readonly issues: readonly SchemaIssue[]; readonly value: unknown },
  ) {
    const list = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
    super(`${subject} doesn't match its schema: ${list}`, { code: "SCHEMA" });
    this.issues = issues;
    this.value = value;
  }
}
