export { InvalidPriceError } from "./invalid-price-error.js";
export type { ModelPrice } from "./model-price.js";
export type { PriceListOptions } from "./price-list-options.js";
export { pricer, type PricerCall } from "./pricer.js";
