import type { RunRecord, RunTotals } from "../schema/run-record.js";
import { sumAmounts } from "./sum-amounts.js";

type UsageSum = RunTotals["usage"];

const nothingUsed: UsageSum = { inputTokens: 0, outputTokens: 0, totalTokens: 0 };
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
  const all = [own, ...below.map(({ run }) => run.totals)];
  const sum = (figure: (totals: RunTotals) => number) => all.reduce((total, totals) => total + figure(totals), 0);
  return {
    runs: sum(({ runs }) => runs),
    errors: sum(({ errors }) => errors),
    modelCalls: sum(({ modelCalls }) => modelCalls),
    toolCalls: sum(({ toolCalls }) => toolCalls),
    usage: all.map(({ usage }) => usage).reduce(addUsage, nothingUsed),
    cost: sumAmounts(all.map(({ cost }) => cost)),
    unknownCosts: sum(({ unknownCosts }) => unknownCosts),
  };
}

/** Kinds of tokens that neither has are left out: not known is not zero. */
function addUsage(left: UsageSum, right: UsageSum): UsageSum {
  return {
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    totalTokens: left.totalTokens + right.totalTokens,
    ...sumOf("cacheReadTokens", left, right),
    ...sumOf("cacheWriteTokens", left, right),
    ...sumOf("reasoningTokens", left, right),
  };
}

function sumOf<TKind extends "cacheReadTokens" | "cacheWriteTokens" | "reasoningTokens">(
  kind: TKind,
  left: UsageSum,
  right: UsageSum,
): { readonly [key in TKind]?: number } {
  if (left[kind] === undefined && right[kind] === undefined) return {};
  return { [kind]: (left[kind] ?? 0) + (right[kind] ?? 0) } as { readonly [key in TKind]: number };
}
