import { EarshotError } from "@earshot/core/errors";

/** A command could not do what it was asked to; the message is for who asked. */
export class CommandFailedError extends EarshotError {
  override readonly name = "CommandFailedError";

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { code: "COMMAND_FAILED", ...options });
  }
}
