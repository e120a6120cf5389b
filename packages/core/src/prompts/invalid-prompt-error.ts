import { EarshotError } from "../errors/earshot-error.js";

/** A prompt contradicts itself: what it says it needs is not what its templates use, or a part of it is no template. */
export class InvalidPromptError extends EarshotError {
  override readonly name = "InvalidPromptError";

  constructor(message: string, cause?: unknown) {
    super(message, { code: "INVALID_PROMPT", cause });
  }
}
