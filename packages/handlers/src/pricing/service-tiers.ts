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
  /** Where the provider says the factor. */
  readonly source: string;
  /** Where the day is from. */
  readonly sinceSource: string;
  /** The day on which both were last read. */
  readonly checked: string;
}

/** The factors that the list of prices does not know. A row whose factor nobody can show has no place here: its calls have no price. */
export const serviceTiers: readonly ServiceTier[] = [
  {
    provider: "anthropic",
    tier: "batch", // all usage, what is read from the cache or written to it included
    factor: "0.5",
    since: "2024-10-08",
    source: "https://platform.claude.com/docs/en/about-claude/pricing#batch-processing",
    sinceSource: "https://claude.com/blog/message-batches-api",
    checked: "2026-11-26",
  },
  {
    provider: "openai",
    tier: "batch",
    factor: "0.5",
    since: "2024-04-15", // the day when its client had it
    source: "https://developers.openai.com/api/docs/guides/batch",
    sinceSource: "https://github.com/openai/openai-node/releases/tag/v4.34.0",
    checked: "2026-11-26",
  },
  {
    provider: "openai",
    tier: "flex", // at the rates of a batch, the discount for cached tokens comes on top
    factor: "0.5",
    since: "2025-04-17",
    source: "https://developers.openai.com/api/docs/guides/flex-processing",
    sinceSource:
      "https://www.gadgets360.com/ai/news/openai-flex-processing-api-cheaper-ai-usage-cost-developers-introduced-8195618",
    checked: "2026-11-26",
  },
  {
    provider: "google",
    tier: "batch",
    factor: "0.5",
    cacheReadFactor: "1", // cached tokens cost what they do outside of a batch
    since: "2025-07-07",
    source: "https://ai.google.dev/gemini-api/docs/batch-api",
    sinceSource: "https://developers.googleblog.com/scale-your-ai-workloads-batch-mode-gemini-api",
    checked: "2026-11-26",
  },
  {
    provider: "anthropic",
    tier: "geo:us", // served in one country, all kinds of tokens: on top of any other factor
    factor: "1.1",
    since: "2026-02-05",
    source: "https://platform.claude.com/docs/en/about-claude/pricing#data-residency-pricing",
    sinceSource: "https://platform.claude.com/docs/en/release-notes/overview",
    checked: "2026-11-26",
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
