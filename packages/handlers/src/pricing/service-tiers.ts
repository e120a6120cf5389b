import { parseDecimal } from "./money.js";

/** What a provider takes for a way of being served, as a factor of its prices. */
export interface ServiceTier {
  readonly provider: string;
  readonly tier: string;
  /** Of the prices of tokens. */
  readonly factor: string;
  /** Of the prices of tokens read from the cache, if it is another one. */
  readonly cacheReadFactor?: string;
  /** The day from which on it holds. */
  readonly since: string;
  readonly source: string;
}

/** The factors that the list of prices does not know. Looked at in November 2026. */
export const serviceTiers: readonly ServiceTier[] = [
  {
    provider: "anthropic",
    tier: "batch",
    factor: "0.5",
    since: "2024-10-08",
    source: "https://platform.claude.com/docs/en/about-claude/pricing#batch-processing",
  },
  {
    provider: "openai",
    tier: "batch",
    factor: "0.5",
    since: "2024-04-15",
    source: "https://platform.openai.com/docs/guides/batch",
  },
  {
    provider: "openai",
    tier: "flex",
    factor: "0.5",
    since: "2025-04-17",
    source: "https://platform.openai.com/docs/guides/flex-processing",
  },
  {
    provider: "google",
    tier: "batch",
    factor: "0.5",
    cacheReadFactor: "1", // the discounts don't add up: that of the cache comes first
    since: "2025-07-07",
    source: "https://ai.google.dev/gemini-api/docs/batch-api",
  },
  {
    provider: "anthropic",
    tier: "geo:us", // served in one country: on top of any other factor
    factor: "1.1",
    since: "2026-02-05",
    source: "https://platform.claude.com/docs/en/about-claude/pricing#data-residency-pricing",
  },
];

/** How the list prices are meant. */
const standard = new Set(["standard", "standard_only", "default", "on_demand", "auto"]);

/** Factors in thousandths. */
export interface TierFactors {
  readonly tokens: bigint;
  readonly cacheRead: bigint;
}

/** How a call was served. */
export interface Served {
  readonly provider: string | undefined;
  /** Each of the tiers that hold together. */
  readonly tiers: readonly string[];
  readonly at: Date;
}

/** What tiers cost together; `undefined` if nobody has said it of one. */
export function factorsOf({ provider, tiers, at }: Served): TierFactors | undefined {
  const day = at.toISOString().slice(0, 10);
  let factors: TierFactors = { tokens: 1000n, cacheRead: 1000n };
  for (const tier of tiers) {
    if (standard.has(tier)) continue;
    const row = serviceTiers.find((known) => known.provider === provider && known.tier === tier && known.since <= day);
    if (row === undefined) return undefined;
    const tokens = thousandths(row.factor);
    const cacheRead = thousandths(row.cacheReadFactor ?? row.factor);
    factors = { tokens: (factors.tokens * tokens) / 1000n, cacheRead: (factors.cacheRead * cacheRead) / 1000n };
  }
  return factors;
}

const thousandths = (factor: string): bigint => parseDecimal(factor, 3) ?? 0n;
