import { callKinds, type RunQuery, type StatisticsQuery, type StatisticsRow } from "@earshot/trace/reducer";
import { request } from "../../api/studio-client.js";
import { queryOfFilters, withFilter } from "../../runs/run-filters.js";

/** The figures of some runs, in all, over time, and by what they are. */
export interface Statistics {
  readonly total: StatisticsRow | undefined;
  /** Of all model calls below those runs: only these have a first token. */
  readonly calls: StatisticsRow | undefined;
  /** A row for each step, those without runs too. */
  readonly steps: readonly Step[];
  readonly stepMs: number;
  readonly byName: readonly StatisticsRow[];
  readonly byModel: readonly StatisticsRow[];
}

/** The figures of one step in time. */
export interface Step {
  /** Unix milliseconds at which it begins. */
  readonly time: number;
  readonly runs: StatisticsRow | undefined;
  readonly calls: StatisticsRow | undefined;
}

/** Steps that a chart has at most. */
const maxSteps = 60;

/** Lengths of steps, from a second to a quarter of a year. */
const stepLengths = [1, 5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 86_400, 604_800, 2_592_000, 7_776_000].map(
  (seconds) => seconds * 1_000,
);

/** Reads the figures of the runs that the filters of an address ask for. */
export async function readStatistics(filters: URLSearchParams, signal: AbortSignal): Promise<Statistics> {
  const query = queryOfFilters(withFilter(filters, "order", undefined));
  const span = await spanOf(query, signal);
  if (span === undefined) return { total: undefined, calls: undefined, steps: [], stepMs: 0, byName: [], byModel: [] };
  const stepMs = stepLengths.find((length) => (span.to - span.from) / length <= maxSteps - 1) ?? span.to - span.from;
  const ofCalls = {
    ...query,
    scope: "all",
    kinds: query.kinds?.filter((kind) => callKinds.includes(kind)) ?? callKinds,
  } as const;
  const ask = (asked: StatisticsQuery) => request("GET /api/statistics", { query: asked, signal });
  const [total, calls, runSteps, callSteps, byName, byModel] = await Promise.all([
    ask(query),
    ask(ofCalls),
    ask({ ...query, intervalMs: stepMs }),
    ask({ ...ofCalls, intervalMs: stepMs }),
    ask({ ...query, groupBy: "name" }),
    ask({ ...ofCalls, groupBy: "model" }),
  ]);
  const steps = stepsOf({ runs: runSteps, calls: callSteps }, { ...span, stepMs });
  return {
    total: total[0],
    calls: calls[0],
    steps,
    stepMs,
    byName: largestFirst(byName),
    byModel: largestFirst(byModel),
  };
}

const largestFirst = (rows: readonly StatisticsRow[]): readonly StatisticsRow[] =>
  [...rows].sort((one, other) => Number(other.cost) - Number(one.cost) || other.runs - one.runs);

interface Span {
  readonly from: number;
  readonly to: number;
}

/** From the first to the last of the runs; up to now, if time is what was asked for. */
async function spanOf(query: Omit<RunQuery, "order">, signal: AbortSignal): Promise<Span | undefined> {
  const [oldest, newest] = await Promise.all(
    (["oldest", "newest"] as const).map((order) =>
      request("GET /api/runs", { query: { ...query, order, limit: 1 }, signal }),
    ),
  );
  const [first, last] = [oldest?.runs[0], newest?.runs[0]];
  if (first === undefined || last === undefined) return undefined;
  return query.startedFrom === undefined
    ? { from: first.startedAt, to: last.startedAt }
    : { from: query.startedFrom, to: Date.now() };
}

const byTime = (rows: readonly StatisticsRow[]) => new Map(rows.map((row) => [row.time, row]));

/** The rows of both by step, and steps of which there are none between them. */
function stepsOf(
  { runs, calls }: { readonly runs: readonly StatisticsRow[]; readonly calls: readonly StatisticsRow[] },
  { from, to, stepMs }: Span & { readonly stepMs: number },
): readonly Step[] {
  const [runsByTime, callsByTime] = [byTime(runs), byTime(calls)];
  const steps: Step[] = [];
  for (let time = Math.floor(from / stepMs) * stepMs; time <= to; time += stepMs)
    steps.push({ time, runs: runsByTime.get(time), calls: callsByTime.get(time) });
  return steps;
}
