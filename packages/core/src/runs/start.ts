import type { EventPayloads, EventType } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import { fail } from "./fail.js";
import type { Run } from "./run.js";

/**
 * Says that the run has started. A guard's objection ends the run.
 *
 * @param payload may be left out where it is dear to make and nobody hears it
 */
export function start<TType extends EventType>(
  run: Run,
  row: EventRow<TType>,
  payload: EventPayloads[TType] | undefined,
): Promise<void> | undefined {
  run.isStarted = run.isOpen;
  if (payload === undefined || !run.hears(row)) return undefined;
  try {
    return run.emit(row, payload)?.catch((error: unknown) => fail(run, error));
  } catch (error) {
    return fail(run, error);
  }
}
