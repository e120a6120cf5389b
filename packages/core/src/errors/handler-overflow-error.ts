import { EarshotError } from "./earshot-error.js";

/** A handler's queue was full and `overflow: "drop"` was configured; reported once per root run and handler. */
export class HandlerOverflowError extends EarshotError {
  override readonly name = "HandlerOverflowError";

  constructor(handlerName: string, maxQueuedEvents: number) {
    super(
      `Handler "${handlerName}" fell ${maxQueuedEvents} events behind; more are dropped until it catches up. ` +
        'Make it faster, raise `maxQueuedEvents`, or use `overflow: "wait"` in configure().',
      { code: "HANDLER_OVERFLOW" },
    );
  }
}
