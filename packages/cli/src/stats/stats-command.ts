import { formatCost, formatDuration, sanitizeLine } from "@earshot/handlers/rendering";
import type { StatisticsQuery, StatisticsRow } from "@earshot/trace";
import type { CommandCall } from "../command-line.js";
import { runQueryOf } from "../options/run-query-of.js";
import { formatTime } from "../terminal/format-time.js";
import { withTraces } from "../store/open-traces.js";
import { kindsLookInside, whyNothingIsFound } from "../store/why-nothing-is-found.js";
import { groupedQuery } from "./grouped-query.js";
import { renderTable } from "../terminal/render-table.js";

const figures = ["RUNS", "ERRORS", "P50", "P90", "P99", "FIRST TOKEN", "TOKENS", "COST"];
/** What is not counted with the rest where there is no room for all. */
const spare = ["FIRST TOKEN", "P90", "TOKENS", "P99", "P50"];

/** Figures of runs, put together by what they are. */
export function statsCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  const groupBy = options["by"] as NonNullable<StatisticsQuery["groupBy"]>;
  const intervalMs = options["every"] as number | undefined;
  return withTraces(call, async (store) => {
    const query = groupedQuery(runQueryOf(options), groupBy);
    const rows = await store.statistics({ ...query, ...(intervalMs === undefined ? {} : { intervalMs }) });
    if (options["json"] === true) context.print(JSON.stringify(rows, undefined, 2));
    else if (rows.every(({ runs }) => runs === 0))
      context.note(await whyNothingIsFound(store, { call, scope: query.scope, howToLookInside: kindsLookInside }));
    else {
      const isOverTime = intervalMs !== undefined;
      const titles = [...(isOverTime ? ["FROM"] : []), groupBy.toUpperCase(), ...figures];
      const table = {
        titles,
        rows: rows.map((row) => cellsOf(row, isOverTime)),
        rightAligned: new Set(figures),
        spare,
      };
      context.print(renderTable(table, context).join("\n"));
    }
    return 0;
  });
}

const timeOf = (ms: number | undefined): string => (ms === undefined ? "" : formatDuration(ms));

function cellsOf(row: StatisticsRow, isOverTime: boolean): readonly string[] {
  const { latency, timeToFirstToken, usage, cost, unknownCosts } = row;
  const isPriced = Number(cost) > 0 || unknownCosts > 0;
  return [
    ...(isOverTime ? [row.time === undefined ? "" : formatTime(row.time)] : []),
    row.group === undefined ? "–" : sanitizeLine(row.group),
    String(row.runs),
    row.errors === 0 ? "" : `${row.errors} (${Math.round((100 * row.errors) / row.runs)} %)`,
    timeOf(latency?.p50),
    timeOf(latency?.p90),
    timeOf(latency?.p99),
    timeOf(timeToFirstToken?.p50),
    usage.totalTokens === 0 ? "" : String(usage.totalTokens),
    // How many calls the runs have made isn't told: that of none a price is known, only the amount says.
    isPriced
      ? formatCost({ amount: cost, calls: Number(cost) > 0 ? Infinity : unknownCosts, unknown: unknownCosts })
      : "",
  ];
}
