import { sumAmounts } from "../reducer/sum-amounts.js";
import { sumTotals, totalsOfRun } from "../reducer/run-totals.js";
import type { RunRecord } from "../schema/run-record.js";
import type { StatisticsQuery, StatisticsRow } from "../store/statistics.js";

/** The figures of some runs, a row for each group and step in time, by time and then by group. Without runs there are no rows. */
export function statisticsOfRuns(runs: readonly RunRecord[], query: StatisticsQuery): readonly StatisticsRow[] {
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
  const latency = percentiles(runs.map((run) => (run.endedAt ?? NaN) - run.startedAt));
  const timeToFirstToken = percentiles(runs.map((run) => (run.firstTokenAt ?? NaN) - run.startedAt));
  return {
    runs: runs.length,
    errors: runs.filter(({ status }) => status === "error").length,
    ...(latency === undefined ? {} : { latency }),
    ...(timeToFirstToken === undefined ? {} : { timeToFirstToken }),
    usage: sum.usage,
    cost: sumAmounts(totals.map(({ cost }) => cost)),
    unknownCosts: sum.unknownCosts,
  };
}

/** Of each the smallest figure that so many percent of all don't exceed. */
function percentiles(figures: readonly number[]): StatisticsRow["latency"] {
  const inOrder = figures.filter((figure) => !Number.isNaN(figure)).sort((left, right) => left - right);
  const max = inOrder.at(-1);
  if (max === undefined) return undefined;
  const at = (share: number) => inOrder[Math.ceil(share * inOrder.length) - 1] ?? max;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max };
}
