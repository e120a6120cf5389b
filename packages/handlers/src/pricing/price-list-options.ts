import { option, type ShapesOf } from "@earshot/core/options";
import type { ModelPrice } from "./model-price.js";

/** Where prices come from. */
export interface PriceListOptions {
  /**
   * Prices of your own, by the model's name, or by `"provider/model"`. They come before the list's, and no tier changes them.
   */
  readonly prices?: Readonly<Record<string, ModelPrice>>;
  /** What the list calls a provider that calls itself otherwise in `ls_provider`: `{ MyGateway: "anthropic" }`. */
  readonly providers?: Readonly<Record<string, string>>;
}

/** Whether a price is one, `InvalidPriceError` says: here it is told what there may be a price of. */
export const priceListShapes: ShapesOf<PriceListOptions> = {
  prices: option.recordOf(
    option.objectOf({
      input: option.any,
      output: option.any,
      cacheRead: option.any,
      cacheWrite: option.any,
      cacheWrite1h: option.any,
      webSearches: option.any,
    } satisfies ShapesOf<ModelPrice>),
  ),
  providers: option.recordOf(option.text),
};
