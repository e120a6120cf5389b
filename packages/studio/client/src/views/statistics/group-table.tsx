import { useState } from "preact/hooks";
import type { StatisticsRow } from "@earshot/trace/reducer";
import { formatCount } from "../../format/format-amounts.js";
import { formatPaid } from "../../format/format-paid.js";
import { formatDuration } from "../../format/format-duration.js";
import { addressOfRoute } from "../../routing/route.js";
import { withFilter } from "../../runs/run-filters.js";
import { formatShare } from "./figures.js";

/** Rows that are shown before one asks for all. */
const rowsAtOnce = 12;

interface GroupTableProps {
  readonly title: string;
  /** What a run is called that has none. */
  readonly nameless: string;
  readonly filter: "name" | "model";
  readonly filters: URLSearchParams;
  readonly rows: readonly StatisticsRow[];
}

/** The figures by model or name, the costliest first, with a bar for each one's share of all there is. */
export function GroupTable({ title, nameless, filter, filters, rows }: GroupTableProps) {
  const [isWhole, setWhole] = useState(false);
  if (rows.length === 0) return null;
  const isPriced = rows.some(({ cost }) => Number(cost) > 0);
  const weightOf = (row: StatisticsRow) => (isPriced ? Number(row.cost) : row.runs);
  const most = rows.reduce((greatest, row) => Math.max(greatest, weightOf(row)), 0);
  const linkTo = (group: string) => {
    const narrowed = withFilter(filters, filter, group);
    if (filter === "model") narrowed.set("scope", "all");
    return addressOfRoute({ page: "runs", filters: narrowed });
  };
  return (
    <section class="group-table" aria-label={title}>
      <h2>{title}</h2>
      <div class="table-frame" tabIndex={0} role="group" aria-label={`${title}, figures`}>
        <table>
          <thead>
            <tr>
              {[filter === "name" ? "Name" : "Model", "Runs", "Errors", "p50", "p90", "p99", "Tokens", "Cost"].map(
                (head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, isWhole ? rows.length : rowsAtOnce).map((row) => (
              <tr key={row.group ?? ""}>
                <th scope="row">
                  {row.group === undefined ? nameless : <a href={linkTo(row.group)}>{row.group}</a>}
                  <span class="share" aria-hidden="true">
                    <i style={{ width: `${most === 0 ? 0 : (weightOf(row) / most) * 100}%` }} />
                  </span>
                </th>
                <td>{formatCount(row.runs)}</td>
                <td data-is-bad={row.errors > 0}>{formatShare(row)}</td>
                {(["p50", "p90", "p99"] as const).map((share) => (
                  <td key={share}>{row.latency === undefined ? "–" : formatDuration(row.latency[share])}</td>
                ))}
                <td>{formatCount(row.usage.totalTokens)}</td>
                <td>{formatPaid(row.cost, row.unknownCosts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > rowsAtOnce && !isWhole && (
        <button type="button" class="button" onClick={() => setWhole(true)}>
          All {formatCount(rows.length)}
        </button>
      )}
    </section>
  );
}
