import { sortableAmount } from "../reducer/sortable-amount.js";
import type { RunRecord, RunTotals } from "../schema/run-record.js";
import { durationOfRun } from "../store/run-order.js";
import type { SqliteValue } from "./sqlite-driver.js";

/** What hardly ever changes when more is heard of a run; all but `cost` and `duration` that lists are ordered and found by. */
const lasting = "run_id, parent_id, started_at, session";
const changing = "duration, cost, kind, name, status, model, first_token, tags, metadata";
const figures =
  "input_tokens, output_tokens, total_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, amount, unknown_costs";

/** Of a row, first what lasts, then what changes, then figures. */
export const columns = {
  all: `${lasting}, ${changing}, ${figures}`.split(", "),
  changing: `${changing}, ${figures}`.split(", "),
  figures: figures.split(", "),
};

/** In the order of {@link columns}. The figures, which come last, are of the run alone or of all below it as well. */
export const valuesOfRun = {
  lasting: (run: RunRecord): SqliteValue[] => [
    run.runId,
    run.parentRunId ?? null,
    run.startedAt,
    run.sessionId ?? null,
  ],
  changing: (run: RunRecord): SqliteValue[] => [
    durationOfRun(run),
    sortableAmount(run.totals?.cost ?? run.cost ?? "0"),
    run.kind,
    run.name,
    run.status,
    run.model ?? null,
    run.firstTokenAt === undefined ? null : run.firstTokenAt - run.startedAt,
    run.tags.length === 0 ? null : JSON.stringify(run.tags),
    Object.keys(run.metadata).length === 0 ? null : JSON.stringify(run.metadata),
  ],
};

export function figuresOf({ usage, cost, unknownCosts }: RunTotals): SqliteValue[] {
  return [
    usage.inputTokens,
    usage.outputTokens,
    usage.totalTokens,
    usage.cacheReadTokens ?? null,
    usage.cacheWriteTokens ?? null,
    usage.reasoningTokens ?? null,
    cost === "0" ? null : cost,
    unknownCosts,
  ];
}
