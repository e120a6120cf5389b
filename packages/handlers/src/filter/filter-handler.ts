import type { EventType, Handler } from "@earshot/core/events";
import { relayHandler } from "@earshot/core/events/relay";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { eventTypes, runKinds } from "../options/run-kinds.js";
import type { EventFilter } from "./event-filter.js";
import { matchesRun } from "./run-conditions.js";

const shapes: ShapesOf<EventFilter> = {
  kinds: option.listOf(option.oneOf(...runKinds)),
  names: option.listOf(option.pattern),
  tags: option.listOf(option.text),
  types: option.listOf(option.oneOf(...eventTypes)),
  metadata: option.object,
  visibility: option.oneOf("user", "internal"),
  where: option.function,
};

/**
 * A handler that is told only what the filter lets through, and is in all else like `handler`: whichever shape it has, its policy, and
 * whether it is waited for stay as they are. What one filter says must all hold.
 *
 * Runs are left out, not taken apart: an event that is told has the `parentRunId` it had, though its handler may never have heard of
 * that run. A `wrap` goes around the runs that fit; `types` and `where` say nothing about it.
 *
 * @throws UnknownOptionError, InvalidOptionError for a condition that is none, or can't be so: it would quietly let nothing through, or everything
 * @example
 * ```ts
 * import { defineHandler } from "@earshot/core/events";
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { filterHandler } from "@earshot/handlers/filter";
 *
 * const names = defineHandler({ onEvent: (event) => console.log(event.type, event.name) });
 * const shout = RunnableLambda.from((text: string) => text.toUpperCase()).withConfig({ runName: "shout", tags: ["loud"] });
 * const chain = RunnableLambda.from((name: string) => `hi ${name}`).pipe(shout);
 * await chain.invoke("Ada", { callbacks: [filterHandler(names, { tags: ["loud"], types: ["chain.end"] })] });
 * // => chain.end shout
 * ```
 */
export function filterHandler(handler: Handler, filter: EventFilter): Handler {
  checkOptions("filterHandler", filter, shapes);
  const { where, types } = filter;
  return relayHandler(handler, {
    ...(types === undefined ? {} : { types: types as readonly EventType[] }),
    hears: (relayed) => matchesRun(filter, relayed.run) && (where === undefined || where(relayed.event)),
    wraps: (run) => matchesRun(filter, run),
  });
}
