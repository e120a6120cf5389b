import type { StatisticsQuery, TraceStore } from "@earshot/trace";
import { howManyFit, longestAnswer } from "./fitting.js";
import { shortened } from "./shortened.js";

/** Groups of runs, as many as fit into an answer. */
export async function runStatistics(store: Pick<TraceStore, "statistics">, query: StatisticsQuery): Promise<object> {
  const groups = (await store.statistics(query)).map((row) => shortened(row));
  const fitting = howManyFit(groups, longestAnswer);
  if (fitting === groups.length) return { groups };
  const leftOut = `${groups.length - fitting} of ${groups.length} groups are too much for one answer: narrow it with startedFrom, status, kind or name.`;
  return { groups: groups.slice(0, fitting), leftOut };
}
