import { sortableAmount } from "../reducer/sortable-amount.js";
import type { RunRecord, RunTotals } from "../schema/run-record.js";
import { durationOfRun } from "../store/run-order.js";
import type { SqliteValue } from "./sqlite-driver.js";

const facts =
  "run_id, parent_id, started_at, duration, cost, kind, name, status, model, session, first_token, tags, metadata";
const figures =
  "input_tokens, output_tokens, total_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, amount, unknown_costs";

/** In the order of {@link valuesOfRun} and, after those, of {@link figuresOf}. */
export const columns = { all: `${facts}, ${figures}`.split(", "), figures: figures.split(", ") };

export function valuesOfRun(run: RunRecord): SqliteValue[] {
  return [
    run.runId,
    run.parentRunId ?? null,
    run.startedAt,
    durationOfRun(run),
    sortableAmount(run.totals?.cost ?? run.cost ?? "0"),
    run.kind,
    run.name,
    run.status,
    run.model ?? null,
    run.sessionId ?? null,
    run.firstTokenAt === undefined ? null : run.firstTokenAt - run.startedAt,
    run.tags.length === 0 ? null : JSON.stringify(run.tags),
    Object.keys(run.metadata).length === 0 ? null : JSON.stringify(run.metadata),
  ];
}

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
