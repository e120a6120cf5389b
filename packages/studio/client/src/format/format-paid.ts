import type { RunRecord } from "@earshot/trace/reducer";
import { formatCost } from "./format-amounts.js";

/** What is known to have been paid, marked if of some calls nobody knows: `$0.012`, `$0.012+?`, `?`. What nobody knows is never zero. */
export function formatPaid(amount: string, unknownCosts: number): string {
  if (unknownCosts === 0) return formatCost(amount);
  return Number(amount) === 0 ? "?" : `${formatCost(amount)}+?`;
}

/** What a run and all below it cost, as far as it is known; `undefined` if there was nothing to pay for. */
export function paidBy(run: RunRecord): { readonly amount: string; readonly unknownCosts: number } | undefined {
  const { cost = run.cost, unknownCosts = run.isCostUnknown === true ? 1 : 0, usage = run.usage } = run.totals ?? {};
  const isPaid = Number(cost ?? 0) > 0 || unknownCosts > 0 || (cost !== undefined && (usage?.totalTokens ?? 0) > 0);
  return isPaid ? { amount: cost ?? "0", unknownCosts } : undefined;
}
