import { EarshotError } from "@earshot/core/errors";

/** What was given for a tool is none that can be offered to an AI SDK model. */
export class AISDKToolError extends EarshotError {
  override readonly name = "AISDKToolError";

  constructor(message: string) {
    super(message, { code: "AI_SDK_TOOL" });
  }
}
