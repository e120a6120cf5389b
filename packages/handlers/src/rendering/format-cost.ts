/** What was paid, as `costHandler` knows it. */
export interface ShownCost {
  /** US dollars of the calls whose price is known. */
  readonly amount: string;
  readonly calls: number;
  /** How many calls are not in it. */
  readonly unknown: number;
}

/** What calls cost, in words: `$0.0075`, `$0.0075 + 2 unknown`, `cost unknown`. */
export function formatCost({ amount, calls, unknown }: ShownCost): string {
  if (unknown === 0) return `$${amount}`;
  return unknown === calls ? "cost unknown" : `$${amount} + ${unknown} unknown`;
}
