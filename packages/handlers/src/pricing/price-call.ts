import type { Usage } from "@earshot/core/events";
import type { Money } from "./money.js";
import type { AnsweredModel } from "./answered-model.js";
import type { AskedModel } from "./asked-model.js";
import type { PriceList } from "./price-list.js";
import { factorsOf } from "./service-tiers.js";
import { priceUsage } from "./price-usage.js";

/** Why a call's price is unknown. */
export type UnknownPrice =
  /** Its usage is not known. */
  | "usage"
  /** Nothing says which model it was. */
  | "model"
  /** No list has the model, or a price that is needed for what was used; or the figures contradict each other. */
  | "price"
  /** It was served in a way whose price is not known. */
  | "tier";

/** What a call costs. */
export interface CallPrice {
  readonly money: Money | undefined;
  readonly unknown?: UnknownPrice;
  /** The model that it is priced as. */
  readonly model: string | undefined;
  readonly provider: string | undefined;
  readonly source: string | undefined;
}

/** A call as far as its price goes. */
export interface PricedCall {
  readonly usage: Usage;
  readonly asked: AskedModel;
  /** Not there while the answer is still coming. */
  readonly answered?: AnsweredModel;
  readonly at: Date;
}

/**
 * The price of a call: of the model that answered, or if the list doesn't have that, of the one that was asked. What came out of an own cache
 * costs nothing, whatever it is.
 */
export function priceCall({ usage, asked, answered, at }: PricedCall, list: PriceList): CallPrice {
  const provider = asked.provider ?? answered?.provider;
  const models = [answered?.model, asked.model].filter((model) => model !== undefined);
  const [model] = models;
  const unpriced = { money: undefined, model, provider, source: undefined };
  if (usage.source === "cache") return { ...unpriced, money: 0n, source: "cache" };
  if (usage.source === "unavailable") return { ...unpriced, unknown: "usage" };
  if (model === undefined) return { ...unpriced, unknown: "model" };
  for (const candidate of models) {
    const found = list.find({ provider, model: candidate, at });
    if (found === undefined) continue;
    const { sheet, source } = found;
    const priced = { ...unpriced, model: candidate, provider: found.provider };
    const factors = factorsOf({
      provider: found.provider,
      tiers: source === "prices" ? [] : (answered?.tiers ?? []),
      at,
    });
    if (factors === undefined) return { ...priced, unknown: "tier" };
    const { cacheWrite1h = 0, webSearches = 0 } = answered ?? {};
    const money = priceUsage({ usage, cacheWrite1h, webSearches }, sheet, factors);
    return money === undefined ? { ...priced, unknown: "price" } : { ...priced, money, source };
  }
  return { ...unpriced, unknown: "price" };
}
