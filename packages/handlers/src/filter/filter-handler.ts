import { UnknownOptionError } from "@earshot/core/errors";
import { eventTable, type EventType, type Handler } from "@earshot/core/events";
import { relayHandler } from "@earshot/core/events/relay";
import { refuseUnknownOptions } from "../options/refuse-unknown-options.js";
import { runKinds } from "../options/run-kinds.js";
import { matchesRun, type EventFilter } from "./event-filter.js";

const eventTypes: readonly string[] = Object.values(eventTable).map(({ type }) => type);
const conditions: { readonly [TKey in keyof Required<EventFilter>]: true } = {
  kinds: true,
  names: true,
  tags: true,
  types: true,
  metadata: true,
  visibility: true,
  where: true,
};

/**
 * A handler that is told only what the filter lets through, and is in all else like `handler`: whichever shape it has, its policy, and
 * whether it is waited for stay as they are. What one filter says must all hold.
 *
 * Runs are left out, not taken apart: an event that is told has the `parentRunId` it had, though its handler may never have heard of
 * that run. A `wrap` goes around the runs that fit; `types` and `where` say nothing about it.
 *
 * @throws UnknownOptionError for a condition or an event type that is none, which would quietly let nothing through, or everything
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
  refuseUnknownOptions("filterHandler", filter, conditions);
  for (const type of filter.types ?? [])
    if (!eventTypes.includes(type)) throw new UnknownOptionError("`types` of filterHandler", type, eventTypes);
  for (const kind of filter.kinds ?? [])
    if (!runKinds.includes(kind)) throw new UnknownOptionError("`kinds` of filterHandler", kind, runKinds);
  const { where, types } = filter;
  return relayHandler(handler, {
    ...(types === undefined ? {} : { types: types as readonly EventType[] }),
    hears: (relayed) => matchesRun(filter, relayed.run) && (where === undefined || where(relayed.event)),
    wraps: (run) => matchesRun(filter, run),
  });
}
