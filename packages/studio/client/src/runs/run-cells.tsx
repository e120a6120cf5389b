import type { RunRecord } from "@earshot/trace/reducer";
import { formatCount } from "../format/format-amounts.js";
import { formatPaid, paidBy } from "../format/format-paid.js";
import { formatDuration } from "../format/format-duration.js";
import { now } from "../format/now.js";

const signs: Readonly<Record<RunRecord["status"], string>> = {
  ok: "✓",
  error: "✕",
  running: "●",
  cancelled: "⊘",
  interrupted: "‖",
  unknown: "?",
};

/** How a run stands, told by shape and colour, and in words to those who hear the page. */
export function StatusMark({ status }: { readonly status: RunRecord["status"] }) {
  return (
    <span class="status" data-status={status} title={status}>
      <span aria-hidden="true">{signs[status]}</span>
      <span class="visually-hidden">{status}</span>
    </span>
  );
}

/** How long a run took; while it goes on, how long it has. */
export function Duration({ run }: { readonly run: Pick<RunRecord, "startedAt" | "endedAt" | "status"> }) {
  if (run.endedAt === undefined && run.status !== "running") return <>–</>;
  return <>{formatDuration((run.endedAt ?? now.value) - run.startedAt)}</>;
}

/** What a run and all below it used and cost. */
export function Amounts({ run }: { readonly run: RunRecord }) {
  const usage = run.totals?.usage ?? run.usage;
  const paid = paidBy(run);
  const unknown = paid?.unknownCosts ?? 0;
  return (
    <>
      <span class="cell cell-tokens" role="gridcell">
        {usage === undefined || usage.totalTokens === 0 ? "" : formatCount(usage.totalTokens)}
      </span>
      <span
        class="cell cell-cost"
        role="gridcell"
        title={unknown > 0 ? `${unknown} calls without a known price` : paid?.amount}
      >
        {paid === undefined ? "" : formatPaid(paid.amount, unknown)}
      </span>
    </>
  );
}
