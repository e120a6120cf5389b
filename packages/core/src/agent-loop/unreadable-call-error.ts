import { EarshotError } from "../errors/earshot-error.js";
import type { InvalidToolCall } from "../messages/tool-call.js";

/** A model called a tool with arguments that are no JSON. */
export class UnreadableCallError extends EarshotError {
  override readonly name = "UnreadableCallError";

  constructor({ name, args, error }: InvalidToolCall) {
    super(`The arguments for "${name ?? ""}" are no JSON${error === undefined ? "" : ` (${error})`}: ${args ?? ""}`, {
      code: "UNREADABLE_CALL",
    });
  }
}
