import { EarshotError } from "../errors/earshot-error.js";

/** A conversation was to be continued, and the config doesn't say which. */
export class SessionIdError extends EarshotError {
  override readonly name = "SessionIdError";

  constructor() {
    super(
      "RunnableWithMessageHistory doesn't know which conversation this is: the config has no `configurable.sessionId`. " +
        'Call it with `{ configurable: { sessionId: "…" } }`, or bind that with `withConfig`.',
      { code: "NO_SESSION_ID" },
    );
  }
}
