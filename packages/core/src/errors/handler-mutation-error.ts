import { EarshotError } from "./earshot-error.js";

/** In development mode: a handler changed what it was shown, and so the run it observes. Reported to `onHandlerError`. */
export class HandlerMutationError extends EarshotError {
  override readonly name = "HandlerMutationError";

  constructor(handlerName: string, eventType: string) {
    super(
      `Handler "${handlerName}" changed the payload of ${eventType}, which is the caller's. Copy it first, or use \`isolate: true\`.`,
      { code: "HANDLER_MUTATION" },
    );
  }
}
