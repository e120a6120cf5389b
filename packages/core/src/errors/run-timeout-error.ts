import { EarshotError } from "./earshot-error.js";

/** A run took longer than its `timeout`. Named `TimeoutError`, as the platform does. */
export class RunTimeoutError extends EarshotError {
  override readonly name = "TimeoutError";

  constructor(runName: string, timeoutMs: number) {
    super(
      `Run "${runName}" did not finish within its timeout of ${timeoutMs} ms. Raise \`timeout\` in its config if it needs longer.`,
      {
        code: "RUN_TIMEOUT",
      },
    );
  }
}
