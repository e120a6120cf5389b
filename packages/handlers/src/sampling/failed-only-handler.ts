import type { Handler } from "@earshot/core/events";
import { relayHandler } from "@earshot/core/events/relay";
import { checkOptions } from "@earshot/core/options";
import { type FailedOnlyOptions, failedOnlyShapes, HeldTrees } from "./held-trees.js";
import { countHeld, type HoldingHandler } from "./holding-handler.js";

/**
 * A handler that hears of failed runs alone, but then everything, from the first event on and in order, once the topmost run it can hear
 * has ended. What went well is forgotten at that moment; nothing is kept of runs that are over.
 *
 * Of each tree `maxHeldEvents` events are kept. When it has more, deltas go first, since an end says what they came to; then runs that
 * start later, and what is said in between. Each start that is told has its end. Count what is missing by `dropped`.
 *
 * What is kept is what the events were given, by reference: `isolate: true` makes it a copy at the time of the event. A guard's
 * objection comes when the topmost run has ended. `wrap` isn't called: what it would go around is over when it is known to have failed.
 *
 * @throws InvalidHandlerError, UnknownOptionError, InvalidOptionError for a handler or an option that is none
 * @example
 * ```ts
 * import { defineHandler } from "@earshot/core/events";
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { failedOnlyHandler } from "@earshot/handlers/sampling";
 *
 * const failed = failedOnlyHandler(defineHandler({ onEvent: (event) => console.log(event.type, event.name) }));
 * const inverse = RunnableLambda.from((n: number) => {
 *   if (n === 0) throw new RangeError("no inverse of 0");
 *   return 1 / n;
 * }).withConfig({ runName: "inverse" });
 * await inverse.batch([4, 0, 2], { callbacks: [failed] }, { returnExceptions: true });
 * // => chain.start inverse
 * // => chain.end inverse
 * ```
 */
export function failedOnlyHandler(handler: Handler, options: FailedOnlyOptions = {}): HoldingHandler {
  checkOptions("failedOnlyHandler", options, failedOnlyShapes);
  const trees = new HeldTrees(options);
  return countHeld(relayHandler(handler, { onEvent: (event) => trees.hear(event), wraps: () => false }), trees);
}
