import { formatCost } from "@earshot/handlers/rendering";
import type { RunRecord } from "@earshot/trace";

/** What a run and all below it used and cost, as it is shown; of inner runs in lists, which have no totals, what is their own. */
export function figuresOfRun(run: RunRecord): { readonly tokens: string; readonly cost: string } {
  const own = { usage: run.usage, cost: run.cost, unknownCosts: run.isCostUnknown === true ? 1 : 0, modelCalls: 1 };
  const { usage, cost = "0", unknownCosts, modelCalls } = run.totals ?? own;
  const calls = run.totals === undefined && run.cost === undefined ? unknownCosts : Math.max(modelCalls, unknownCosts);
  return {
    tokens: usage === undefined || usage.totalTokens === 0 ? "" : String(usage.totalTokens),
    cost: calls === 0 ? "" : formatCost({ amount: cost, calls, unknown: unknownCosts }),
  };
}
