import { ambientContext } from "../ambient-context/ambient-context.js";
import type { RunnableConfig } from "../context/run-config.js";
import { eventTable } from "../events/event-table.js";
import type { Run } from "../runs/run.js";
import { runOfConfig } from "./run-of-config.js";

/**
 * Says a custom event of the run whose body this is called in, or of the run that `config` was handed to. Resolves once the handlers that
 * the run waits for are done.
 *
 * Where no run is known, nothing happens and nothing fails: a run that nobody hears leaves no trace in its body's context.
 *
 * @example
 * ```ts
 * import { dispatchCustomEvent } from "@earshot/core/callbacks/dispatch";
 * import { run } from "@earshot/core/events";
 *
 * const callbacks = [{ handleCustomEvent: (name: string, data: unknown) => console.log(name, data) }];
 * await run({ kind: "chain", name: "work", start: { inputs: 1 } }, () => dispatchCustomEvent("progress", 50), { callbacks });
 * // => progress 50
 * ```
 */
export async function dispatchCustomEvent(eventName: string, payload: unknown, config?: RunnableConfig): Promise<void> {
  const run = runOfConfig(config) ?? (ambientContext.current as Run | undefined);
  await run?.emit(eventTable.runCustom, { eventName, data: payload });
}
