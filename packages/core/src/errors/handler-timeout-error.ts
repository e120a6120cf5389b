import { EarshotError } from "./earshot-error.js";

/** A handler's promise did not settle within the delivery timeout; reported to `onHandlerError`, never thrown into a run. */
export class HandlerTimeoutError extends EarshotError {
  override readonly name = "HandlerTimeoutError";

  constructor(handlerName: string, timeoutMs: number) {
    super(
      `Handler "${handlerName}" did not settle within ${timeoutMs} ms; it hears nothing more of this root run. ` +
        "Make it faster, or raise `deliveryTimeoutMs` in configure().",
      { code: "HANDLER_TIMEOUT" },
    );
  }
}
