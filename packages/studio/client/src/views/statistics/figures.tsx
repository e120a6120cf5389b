import type { StatisticsRow } from "@earshot/trace/reducer";
import { formatCount } from "../../format/format-amounts.js";
import { formatPaid } from "../../format/format-paid.js";
import { formatDuration } from "../../format/format-duration.js";
import type { Statistics } from "./statistics-query.js";

/** The figures of all runs together. */
export function Figures({ total, calls }: Pick<Statistics, "total" | "calls">) {
  if (total === undefined) return null;
  const { latency, usage } = total;
  const firstToken = calls?.timeToFirstToken;
  return (
    <dl class="figures" aria-label="All runs together">
      <Figure title="Runs" value={formatCount(total.runs)} />
      <Figure
        title="Errors"
        value={formatShare(total)}
        note={total.errors === 0 ? "none" : `${formatCount(total.errors)} of ${formatCount(total.runs)}`}
        isBad={total.errors > 0}
      />
      <Figure
        title="Latency, p50"
        value={latency === undefined ? "–" : formatDuration(latency.p50)}
        note={latency && `p90 ${formatDuration(latency.p90)}, p99 ${formatDuration(latency.p99)}`}
      />
      <Figure
        title="First token, p50"
        value={firstToken === undefined ? "–" : formatDuration(firstToken.p50)}
        note={firstToken && `p90 ${formatDuration(firstToken.p90)}, p99 ${formatDuration(firstToken.p99)}`}
      />
      <Figure
        title="Tokens"
        value={formatCount(usage.totalTokens)}
        note={`${formatCount(usage.inputTokens)} in, ${formatCount(usage.outputTokens)} out`}
      />
      <Figure title="Cost" value={formatPaid(total.cost, total.unknownCosts)} note={unknownPrices(total)} />
    </dl>
  );
}

interface FigureProps {
  readonly title: string;
  readonly value: string;
  readonly note?: string | undefined;
  readonly isBad?: boolean;
}

function Figure({ title, value, note, isBad = false }: FigureProps) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <b data-is-bad={isBad}>{value}</b>
        {note !== undefined && <span>{note}</span>}
      </dd>
    </div>
  );
}

/** Of how many in a hundred an error came. */
export function formatShare({ runs, errors }: Pick<StatisticsRow, "runs" | "errors">): string {
  const share = runs === 0 ? 0 : (errors / runs) * 100;
  return `${share === 0 || share >= 10 ? Math.round(share) : share.toFixed(1)} %`;
}

const unknownPrices = ({ unknownCosts }: StatisticsRow): string | undefined =>
  unknownCosts === 0
    ? undefined
    : `${formatCount(unknownCosts)} ${unknownCosts === 1 ? "call" : "calls"} of unknown price`;
