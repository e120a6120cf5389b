import { EarshotError } from "@earshot/core/errors";

/** A run's metadata has not got the field that a guard counts by. */
export class GuardKeyMissingError extends EarshotError {
  override readonly name = "GuardKeyMissingError";
  readonly field: string;

  constructor(field: string, { guard, runName }: { readonly guard: string; readonly runName: string }) {
    super(
      `The guard "${guard}" counts by the metadata "${field}", and the run "${runName}" has no text or number there. Call with \`metadata: { ${field}: … }\`, or give the guard a function that answers \`undefined\` for runs that are not to be counted.`,
      { code: "GUARD_KEY_MISSING" },
    );
    this.field = field;
  }
}
