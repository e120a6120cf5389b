import type { EarshotEvent, Usage } from "@earshot/core/events";
import { isAmount } from "../schema/is-amount.js";
import type { TraceCost } from "../schema/trace-event.js";

/** A call of a model or of embeddings, as far as its price goes. */
export interface CallToPrice {
  readonly usage: Usage;
  readonly provider: string | undefined;
  /** The model that answered, then the one that was asked, as far as they are known. */
  readonly models: readonly string[];
  /** Unix milliseconds of its end: prices change. */
  readonly time: number;
  /** The event that says all else of the answer: how it was served, what was searched. */
  readonly end?: EarshotEvent;
}

/**
 * Knows what calls cost. `@earshot/handlers/pricing` has one; another may ask whom it likes, but at once. An amount is written in digits, as in
 * `"0.0000001"`: of any other, as of a call for which it throws, the price counts as unknown.
 */
export type PriceCall = (call: CallToPrice) => TraceCost;

/** {@link PriceCall}, with the promise that a price list that fails, or says what no store could add up, costs no event. */
export function costOf(call: CallToPrice, price: PriceCall | undefined): TraceCost | undefined {
  if (price === undefined) return undefined;
  try {
    const cost = price(call);
    return "amount" in cost && !isAmount(cost.amount) ? { unknown: "price" } : cost;
  } catch {
    return { unknown: "price" };
  }
}
