import type { JsonValue } from "@earshot/core/events";
import type { Heard } from "../matchers/event-pattern.js";
import { eventsOf } from "../matchers/events-of.js";
import { eventJson } from "./event-json.js";
import { relabel } from "./relabel.js";

/**
 * Events as plain data, to compare two runs of a program whose order is always the same: ids are `r1`, `r2` … in the order in which runs are
 * heard, and there are no times. Starts say their component, too. Where runs go on side by side, compare `normalizedTree`s.
 *
 * @example
 * ```ts
 * import { normalizedEvents, recordingHandler, scriptedChatModel } from "@earshot/testing";
 *
 * const [first, second] = [recordingHandler(), recordingHandler()];
 * for (const recording of [first, second]) await scriptedChatModel("hi").invoke("hello", { callbacks: [recording] });
 * const [one, other] = [first, second].map(({ events }) => JSON.stringify(normalizedEvents(events)));
 * console.log(one === other); // => true
 * ```
 */
export function normalizedEvents(heard: Heard): JsonValue[] {
  const labels = new Map<string, string>();
  return eventsOf(heard).map((event) => {
    for (const id of [event.rootRunId, event.parentRunId, event.runId])
      if (id !== undefined && !labels.has(id)) labels.set(id, `r${labels.size + 1}`);
    return relabel(eventJson(event, true), labels);
  });
}
