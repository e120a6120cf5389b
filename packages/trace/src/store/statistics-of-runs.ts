import { sumTotals, totalsOfRun } from "../reducer/run-totals.js";
import type { RunRecord } from "../schema/run-record.js";
import { percentiles } from "./percentiles.js";
import type { StatisticsQuery, StatisticsRow } from "./statistics.js";

/**
 * The figures of some runs, a row for each group and step in time, by time and then by group. Without runs there are no rows. What runs with totals
 * used and cost are their totals; what others did is their own.
 */
export function statisticsOfRuns(runs: Iterable<RunRecord>, query: StatisticsQuery): readonly StatisticsRow[] {
  const groups = new Map<string, { readonly group?: string; readonly time?: number; readonly runs: RunRecord[] }>();
  for (const run of runs) {
    const group = groupOf(run, query.groupBy);
    const time =
      query.intervalMs === undefined ? undefined : Math.floor(run.startedAt / query.intervalMs) * query.intervalMs;
    const key = JSON.stringify([time, group]);
    const there = groups.get(key);
    if (there !== undefined) there.runs.push(run);
    else
      groups.set(key, {
        ...(group === undefined ? {} : { group }),
        ...(time === undefined ? {} : { time }),
        runs: [run],
      });
  }
  return [...groups.values()]
    .sort((left, right) => (left.time ?? 0) - (right.time ?? 0) || ((left.group ?? "") < (right.group ?? "") ? -1 : 1))
    .map(({ runs: members, ...where }) => ({ ...where, ...figuresOf(members) }));
}

function groupOf(run: RunRecord, groupBy: StatisticsQuery["groupBy"]): string | undefined {
  return groupBy === undefined ? undefined : groupBy === "session" ? run.sessionId : run[groupBy];
}

function figuresOf(runs: readonly RunRecord[]): Omit<StatisticsRow, "group" | "time"> {
  const totals = runs.map((run) => run.totals ?? totalsOfRun(run, false));
  const none = { runs: 0, errors: 0, modelCalls: 0, toolCalls: 0, cost: "0", unknownCosts: 0 };
  const sum = sumTotals(
    { ...none, usage: { inputTokens: 0, outputTokens: 0, totalTokens: 0 } },
    totals.map((each) => ({ run: { totals: each } })),
  );
  const latency = percentiles(
    runs.flatMap(({ startedAt, endedAt }) => (endedAt === undefined ? [] : endedAt - startedAt)),
  );
  const timeToFirstToken = percentiles(
    runs.flatMap(({ startedAt, firstTokenAt }) => (firstTokenAt === undefined ? [] : firstTokenAt - startedAt)),
  );
  return {
    runs: runs.length,
    errors: runs.filter(({ status }) => status === "error").length,
    ...(latency === undefined ? {} : { latency }),
    ...(timeToFirstToken === undefined ? {} : { timeToFirstToken }),
    usage: sum.usage,
    cost: sum.cost,
    unknownCosts: sum.unknownCosts,
  };
}
