import { EarshotError } from "./earshot-error.js";

/** Which handler objected, and to what. */
export interface HandlerAbortOptions {
  readonly handlerName: string;
  /** The event's type, e.g. `"chat_model.delta"`. */
  readonly eventType: string;
  readonly runId: string;
  /** What the handler threw. */
  readonly cause: unknown;
}

/**
 * A handler with `policy: "guard"` objected to an event, and so stopped the run. What it threw is `cause`.
 *
 * @example
 * ```ts
 * import { HandlerAbort } from "@earshot/core/errors";
 *
 * const error = new HandlerAbort({ handlerName: "budget", eventType: "chat_model.delta", runId: "1", cause: new Error("over 1 USD") });
 * console.log(error.code, error.handlerName); // => HANDLER_ABORT budget
 * ```
 */
export class HandlerAbort extends EarshotError {
  override readonly name = "HandlerAbort";
  declare readonly handlerName: string;
  declare readonly eventType: string;
  declare readonly runId: string;

  constructor(options: HandlerAbortOptions) {
    const { handlerName, eventType, runId, cause } = options;
    const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, "");
    super(`Handler "${handlerName}" stopped run ${runId} at ${eventType}: ${reason}. See \`cause\`.`, {
      code: "HANDLER_ABORT",
      cause,
    });
    this.handlerName = handlerName;
    this.eventType = eventType;
    this.runId = runId;
  }
}
