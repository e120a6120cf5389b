/** What the model calls of a run and of all below it cost together. */
export interface CostSummary {
  /** US dollars, all digits of them, of the calls whose price is known. */
  readonly amount: string;
  readonly currency: "USD";
  /** How many model and embedding calls these are. */
  readonly calls: number;
  /** How many of them are not in `amount`, since their price is unknown. */
  readonly unknown: number;
  /** How many have an estimate for their usage. */
  readonly estimated: number;
  /** How many ended early, so that their figures may be too low. */
  readonly partial: number;
  readonly usage: UsageSummary;
}

/** What the calls used together. */
export interface UsageSummary {
  /** All of the input, cached tokens included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly totalTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly reasoningTokens: number;
  /** How many calls are not in these sums, since their usage is unknown. */
  readonly unknown: number;
}
