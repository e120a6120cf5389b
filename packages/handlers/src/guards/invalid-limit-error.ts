import { EarshotError } from "@earshot/core/errors";

/** A guard was given a limit that is none. */
export class InvalidLimitError extends EarshotError {
  override readonly name = "InvalidLimitError";
  readonly guard: string;

  constructor(guard: string, { problem, remedy }: { readonly problem: string; readonly remedy: string }) {
    super(`${guard}() was given ${problem}. ${remedy}`, { code: "INVALID_LIMIT" });
    this.guard = guard;
  }
}
