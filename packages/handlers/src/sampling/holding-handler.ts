import type { Handler } from "@earshot/core/events";
import type { HeldTrees } from "./held-trees.js";

/** A handler that may be told late. */
export type HoldingHandler = Handler & {
  /** Events kept just now, of runs that are not over. */
  readonly held: number;
  /** Events that were missing in what was told, since their trees had more than were kept. */
  readonly dropped: number;
};

/** Puts the counts on a handler, as of whenever they are read. */
export function countHeld(handler: Handler, trees: HeldTrees): HoldingHandler {
  return Object.defineProperties(handler, {
    held: { get: () => trees.held, enumerable: true },
    dropped: { get: () => trees.dropped, enumerable: true },
  }) as HoldingHandler;
}
