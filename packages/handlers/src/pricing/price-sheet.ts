import type { ModelPrice } from "./model-price.js";
import { parseDecimal } from "./money.js";

/** A price in 10⁻¹⁸ dollars: `base`, or the one of the last tier that begins below the tokens of the whole input. */
export interface Rate {
  readonly base: bigint;
  readonly tiers: readonly { readonly start: number; readonly price: bigint }[];
}

/** What a model costs, by the keys of `@pydantic/genai-prices`: `input_mtok` is for a million tokens, `web_searches_kcount` for a thousand. */
export type PriceSheet = Readonly<Record<string, Rate | undefined>>;

/** A price as the list has it: the same for all, or by the size of the input. */
type ListedPrice =
  | number
  | { readonly base: number; readonly tiers: readonly { readonly start: number; readonly price: number }[] };

const decimalsOfRates = 18;

/** The list's prices as exact ones; those that can't be exact are left out, and so unknown. */
export function toPriceSheet(prices: Readonly<Record<string, ListedPrice | undefined>>): PriceSheet {
  const sheet: Record<string, Rate> = {};
  for (const [key, price] of Object.entries(prices)) {
    const rate = price === undefined ? undefined : toRate(price);
    if (rate !== undefined) sheet[key] = rate;
  }
  return sheet;
}

/** Somebody's own prices; what is no price stands as `undefined` under its name. */
export function fromModelPrice(price: ModelPrice): PriceSheet | keyof ModelPrice {
  const sheet: Record<string, Rate> = {};
  for (const [name, key] of ownKeys) {
    const value = price[name];
    if (value === undefined) continue;
    const base = parseDecimal(value, decimalsOfRates);
    if (base === undefined) return name;
    sheet[key] = { base, tiers: [] };
  }
  return sheet["input_mtok"] === undefined ? "input" : sheet;
}

const ownKeys: readonly (readonly [keyof ModelPrice, string])[] = [
  ["input", "input_mtok"],
  ["output", "output_mtok"],
  ["cacheRead", "cache_read_mtok"],
  ["cacheWrite", "cache_write_mtok"],
  ["cacheWrite1h", "cache_write_1h_mtok"],
  ["webSearches", "web_searches_kcount"],
];

function toRate(price: ListedPrice): Rate | undefined {
  const { base, tiers } = typeof price === "number" ? { base: price, tiers: [] } : price;
  const exact = parseDecimal(base, decimalsOfRates);
  if (exact === undefined) return undefined;
  const exactTiers: { start: number; price: bigint }[] = [];
  for (const tier of tiers) {
    const tierPrice = parseDecimal(tier.price, decimalsOfRates);
    if (tierPrice === undefined) return undefined;
    exactTiers.push({ start: tier.start, price: tierPrice });
  }
  return { base: exact, tiers: exactTiers.sort((a, b) => a.start - b.start) };
}
