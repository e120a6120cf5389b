import type { EarshotEvent, Usage } from "@earshot/core/events";
import { answeredModel } from "./answered-model.js";
import { formatMoney } from "./money.js";
import { priceCall, type UnknownPrice } from "./price-call.js";
import type { PriceListOptions } from "./price-list-options.js";
import { PriceList } from "./price-list.js";
import type { PricedEnd } from "./priced-event.js";

/** A call as far as its price goes. */
export interface PricerCall {
  readonly usage: Usage;
  readonly provider: string | undefined;
  /** The model that answered, then the one that was asked, as far as they are known. */
  readonly models: readonly string[];
  /** Unix milliseconds. */
  readonly time: number;
  /** The call's end: it may say in which tier it was served, and what else is to be paid for. */
  readonly end?: EarshotEvent;
}

/**
 * Makes a function that knows what calls cost, by the same list as the cost handler: US dollars with all their digits, or why nobody knows.
 *
 * @throws {EarshotError} with code `INVALID_PRICE` for a price of your own that is none
 * @example
 * ```ts
 * import { pricer } from "@earshot/handlers/pricing";
 *
 * const usage = { source: "provider", input_tokens: 1000, output_tokens: 100, total_tokens: 1100 } as const;
 * const call = { usage, provider: "anthropic", models: ["claude-opus-5"], time: Date.now() };
 * console.log(pricer()(call)); // => { amount: '0.0075' }
 * ```
 */
export function pricer(
  options: PriceListOptions = {},
): (call: PricerCall) => { readonly amount: string } | { readonly unknown: UnknownPrice } {
  const list = new PriceList(options);
  return ({ usage, provider, models, time, end }) => {
    const [model, asked = model] = models;
    const said = end !== undefined && isPricedEnd(end) ? answeredModel(end) : unsaid;
    const answered = { ...said, model };
    const price = priceCall({ usage, asked: { provider, model: asked }, answered, at: new Date(time) }, list);
    return price.money === undefined ? { unknown: price.unknown ?? "price" } : { amount: formatMoney(price.money) };
  };
}

const unsaid = { provider: undefined, tiers: [], cacheWrite1h: 0, webSearches: 0 };

const isPricedEnd = (event: EarshotEvent): event is PricedEnd =>
  event.type === "chat_model.end" || event.type === "llm.end" || event.type === "embedding.end";
