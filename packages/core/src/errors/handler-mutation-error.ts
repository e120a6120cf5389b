import { EarshotError } from "./earshot-error.js";

/** In development mode: a handler changed what it was shown, and so the run it observes. Reported to `onHandlerError`. */
export class HandlerMutationError extends EarshotError {
  override readonly name = "HandlerMutationError";

  constructor(handlerName: string, eventType: string) {
    super(
      `Handler "${handlerName}" changed the payload of ${eventType}. Payloads belong to the caller: copy before you change them, ` +
        "or attach the handler with `isolate: true`.",
      { code: "HANDLER_MUTATION" },
    );
  }
}
