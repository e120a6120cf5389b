import type { LineLimits } from "@earshot/core/events/json";

const boundless = Number.POSITIVE_INFINITY;

/** Everything is written down, but for stacks: they name files of this machine. */
export const wholeLines: LineLimits = {
  maxDepth: 1000,
  maxEntries: boundless,
  maxText: boundless,
  maxValues: boundless,
  maxLineText: boundless,
  stacks: false,
};
