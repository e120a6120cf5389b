import { EarshotError } from "@earshot/core/errors";

/** A command could not do what it was asked to; the message is for who asked. */
export class CommandFailedError extends EarshotError {
  override readonly name = "CommandFailedError";

  /** Of the process: 2 if it was called the wrong way. */
  readonly exitCode: 1 | 2;

  constructor(message: string, options: { readonly cause?: unknown; readonly exitCode?: 1 | 2 } = {}) {
    super(message, { code: "COMMAND_FAILED", cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}
