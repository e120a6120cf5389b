import { EarshotError } from "./earshot-error.js";

/** A run was cancelled: by its signal, or because the run it belonged to ended first. Named `AbortError`, as the platform does. */
export class RunAbortedError extends EarshotError {
  override readonly name = "AbortError";

  constructor(runName: string, options: { readonly reason: string; readonly cause?: unknown }) {
    super(`Run "${runName}" was aborted: ${options.reason}.`, { code: "RUN_ABORTED", cause: options.cause });
  }
}
