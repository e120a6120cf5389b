import { EarshotError } from "@earshot/core/errors";

/** What was given is no model of an AI SDK provider, or one of a specification that is not known here. */
export class AISDKUnsupportedModelError extends EarshotError {
  override readonly name = "AISDKUnsupportedModelError";

  constructor(message: string) {
    super(message, { code: "AI_SDK_UNSUPPORTED_MODEL" });
  }
}
