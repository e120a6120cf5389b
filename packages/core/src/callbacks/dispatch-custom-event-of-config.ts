import type { RunnableConfig } from "../context/run-config.js";
import { eventTable } from "../events/event-table.js";
import { NoRunError } from "./no-run-error.js";
import { runOfConfig } from "./run-of-config.js";

/**
 * Says a custom event of the run whose body was handed `config`, without a look at the ambient context: for platforms that have none.
 * Resolves once the handlers that the run waits for are done; a config that comes from no run says nothing.
 *
 * @throws {NoRunError} when called without a config
 * @example
 * ```ts
 * import { dispatchCustomEvent } from "@earshot/core/callbacks/dispatch/web";
 * import { run } from "@earshot/core/events";
 *
 * const callbacks = [{ handleCustomEvent: (name: string, data: unknown) => console.log(name, data) }];
 * const options = { kind: "chain", name: "work", start: { inputs: 1 } } as const;
 * await run(options, ({ config }) => dispatchCustomEvent("progress", 50, config), { callbacks });
 * // => progress 50
 * ```
 */
export async function dispatchCustomEvent(eventName: string, payload: unknown, config?: RunnableConfig): Promise<void> {
  if (config === undefined) throw new NoRunError(eventName);
  await runOfConfig(config)?.emit(eventTable.runCustom, { eventName, data: payload });
}
