import type { RunRecord, RunTotals } from "../schema/run-record.js";
import { sumAmounts } from "./sum-amounts.js";

type UsageSum = RunTotals["usage"];

const nothingUsed: UsageSum = { inputTokens: 0, outputTokens: 0, totalTokens: 0 };
const partsOfUsage = ["cacheReadTokens", "cacheWriteTokens", "reasoningTokens"] as const;
/** Kinds of runs that ask a model. */
export const callKinds: readonly RunRecord["kind"][] = ["chat_model", "llm", "embedding"];

/**
 * What one run comes to by itself. A model that asked another one, as wrappers do, repeats what that one used: with model calls below it, it is
 * no call of its own.
 */
export function totalsOfRun(run: RunRecord, asksAnother: boolean): RunTotals {
  const isOwnCall = callKinds.includes(run.kind) && !asksAnother;
  return {
    runs: 1,
    errors: run.status === "error" ? 1 : 0,
    modelCalls: isOwnCall ? 1 : 0,
    toolCalls: run.kind === "tool" ? 1 : 0,
    usage: isOwnCall && run.usage !== undefined ? addUsage(nothingUsed, run.usage) : nothingUsed,
    cost: isOwnCall ? (run.cost ?? "0") : "0",
    unknownCosts: isOwnCall && run.isCostUnknown === true ? 1 : 0,
  };
}

/** A run's own totals and those of the runs right below it. */
export function sumTotals(
  own: RunTotals,
  below: readonly { readonly run: { readonly totals: RunTotals } }[],
): RunTotals {
  if (below.length === 0) return own.cost === "0" ? own : { ...own, cost: sumAmounts([own.cost]) };
  const sum = { ...own };
  const costs = [own.cost];
  // Traces have tens of thousands of runs, and pages sum them again whenever one comes: one pass, and nothing made on the way.
  for (const { run } of below) {
    const { totals } = run;
    sum.runs += totals.runs;
    sum.errors += totals.errors;
    sum.modelCalls += totals.modelCalls;
    sum.toolCalls += totals.toolCalls;
    sum.unknownCosts += totals.unknownCosts;
    if (totals.usage !== nothingUsed) sum.usage = addUsage(sum.usage, totals.usage);
    if (totals.cost !== "0") costs.push(totals.cost);
  }
  return { ...sum, cost: sumAmounts(costs) };
}

/** Kinds of tokens that neither has are left out: not known is not zero. */
function addUsage(left: UsageSum, right: UsageSum): UsageSum {
  const sum: { -readonly [TKind in keyof UsageSum]: UsageSum[TKind] } = {
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    totalTokens: left.totalTokens + right.totalTokens,
  };
  for (const kind of partsOfUsage)
    if (left[kind] !== undefined || right[kind] !== undefined) sum[kind] = (left[kind] ?? 0) + (right[kind] ?? 0);
  return sum;
}
