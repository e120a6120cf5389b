import type { UsageMetadata } from "@earshot/core/messages";
import type { Money } from "./money.js";
import type { PriceSheet, Rate } from "./price-sheet.js";
import type { TierFactors } from "./service-tiers.js";

/** What is to be paid for. */
export interface Purchase {
  readonly usage: UsageMetadata;
  /** How many of the tokens written to the cache are kept for an hour, where the provider says so apart from its usage. */
  readonly cacheWrite1h?: number;
  readonly webSearches?: number;
}

/** Tokens of one kind, and the price they have if the sheet has one of their own. */
interface Part {
  readonly key: string;
  readonly count: number;
  readonly isCacheRead?: boolean;
  /** That they may have no lower price than this; without, a part without a price of its own costs what the rest costs. */
  readonly isDearer?: boolean;
}

const kindsOfContent = ["audio", "image", "video"] as const;

/**
 * What usage costs, exactly; `undefined` if a price is missing, or the figures contradict each other. `input_tokens` is the whole input,
 * cached tokens included, and its details are parts of it.
 */
export function priceUsage(purchase: Purchase, sheet: PriceSheet, factors: TierFactors): Money | undefined {
  const { usage, webSearches = 0 } = purchase;
  const input = { total: usage.input_tokens, rest: "input_mtok", parts: inputParts(purchase) };
  const output = { total: usage.output_tokens, rest: "output_mtok", parts: outputParts(usage) };
  let sum = 0n;
  for (const side of [input, output]) {
    const price = priceSide(side, { sheet, factors, inputTokens: usage.input_tokens });
    if (price === undefined) return undefined;
    sum += price;
  }
  const fees = priceFees(webSearches, sheet);
  return fees === undefined ? undefined : sum + fees;
}

/** A search or a request costs the same whatever the tier. */
function priceFees(webSearches: number, sheet: PriceSheet): Money | undefined {
  const { web_searches_kcount: searches, requests_kcount: requests } = sheet;
  if (!isCount(webSearches) || (webSearches > 0 && searches === undefined)) return undefined;
  return (BigInt(webSearches) * (searches?.base ?? 0n) + (requests?.base ?? 0n)) * 1_000_000n;
}

function inputParts({ usage, cacheWrite1h = 0 }: Purchase): Part[] {
  const { input_token_details: details = {} } = usage;
  const kept1h = details.ephemeral_1h_input_tokens ?? cacheWrite1h;
  const kept = (details.ephemeral_5m_input_tokens ?? 0) + kept1h;
  const written = Math.max(details.cache_creation ?? 0, kept);
  return [
    { key: "cache_read_mtok", count: details.cache_read ?? 0, isCacheRead: true },
    { key: "cache_write_mtok", count: written - kept1h },
    { key: "cache_write_1h_mtok", count: kept1h, isDearer: true },
    ...kindsOfContent.map((kind) => ({ key: `input_${kind}_mtok`, count: details[kind] ?? 0 })),
  ];
}

function outputParts({ output_token_details: details = {} }: UsageMetadata): Part[] {
  return [
    { key: "output_reasoning_mtok", count: details.reasoning ?? 0 },
    ...kindsOfContent.map((kind) => ({ key: `output_${kind}_mtok`, count: details[kind] ?? 0 })),
  ];
}

function priceSide(
  side: { readonly total: number; readonly rest: string; readonly parts: readonly Part[] },
  how: { readonly sheet: PriceSheet; readonly factors: TierFactors; readonly inputTokens: number },
): Money | undefined {
  const { sheet, factors, inputTokens } = how;
  let rest = side.total;
  let sum = 0n;
  for (const { key, count, isCacheRead, isDearer } of side.parts) {
    if (!isCount(count)) return undefined;
    if (count === 0) continue;
    const rate = sheet[key];
    if (rate === undefined && isDearer) return undefined;
    // A cache that is not priced costs as the rest; the tier's word on reading from it holds all the same.
    const price = rate ?? (isCacheRead ? sheet[side.rest] : undefined);
    if (price === undefined) continue;
    rest -= count;
    sum +=
      BigInt(count) *
      rateFor(price, inputTokens) *
      (isCacheRead && rate !== undefined ? factors.cacheRead : factors.tokens);
  }
  if (!isCount(rest)) return undefined;
  if (rest === 0) return sum;
  const rate = sheet[side.rest];
  return rate === undefined ? undefined : sum + BigInt(rest) * rateFor(rate, inputTokens) * factors.tokens;
}

function rateFor({ base, tiers }: Rate, inputTokens: number): bigint {
  let price = base;
  for (const tier of tiers) if (inputTokens > tier.start) ({ price } = tier);
  return price;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
