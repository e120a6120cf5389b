import type { StatisticsRow } from "./statistics.js";

/** Of each the smallest figure that so many percent of all don't exceed; `undefined` of none. */
export function percentiles(figures: Iterable<number>): StatisticsRow["latency"] {
  const inOrder = Float64Array.from(figures).sort();
  const max = inOrder.at(-1);
  if (max === undefined) return undefined;
  const at = (share: number) => inOrder[Math.ceil(share * inOrder.length) - 1] ?? max;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max };
}
