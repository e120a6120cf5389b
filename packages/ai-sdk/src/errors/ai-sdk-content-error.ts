import { EarshotError } from "@earshot/core/errors";

/** A message has something that AI SDK has no form for, or that this provider doesn't fetch. */
export class AISDKContentError extends EarshotError {
  override readonly name = "AISDKContentError";

  constructor(message: string) {
    super(message, { code: "AI_SDK_CONTENT" });
  }
}
