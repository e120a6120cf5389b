import { EarshotError } from "../errors/earshot-error.js";

/** What kept a text from being loaded. */
export type LoadFailure =
  | "syntax"
  | "too_large"
  | "too_deep"
  | "forbidden_key"
  | "malformed"
  | "not_listed"
  | "not_implemented"
  | "missing_secret"
  | "constructor";

/** A text could not be loaded. `path` says where in it, as `"$.kwargs.messages[0]"`, and `reason` why. */
export class LoadError extends EarshotError {
  override readonly name = "LoadError";
  readonly path: string;
  readonly reason: LoadFailure;

  constructor(
    message: string,
    { path, reason, cause }: { readonly path: string; readonly reason: LoadFailure; readonly cause?: unknown },
  ) {
    super(`Can't load ${path}: ${message}`, { code: "LOAD", cause });
    this.path = path;
    this.reason = reason;
  }
}
