import { flush } from "../events/flush.js";

/**
 * Waits until every handler has handled what it was given, in all root runs: what a serverless function does before it returns. A handler
 * that hangs is waited for until its delivery timeout. `flush` does the same and says what became of the events.
 *
 * @example
 * ```ts
 * import { awaitAllCallbacks } from "@earshot/core/callbacks/promises";
 *
 * await awaitAllCallbacks();
 * ```
 */
export async function awaitAllCallbacks(): Promise<void> {
  await flush();
}
