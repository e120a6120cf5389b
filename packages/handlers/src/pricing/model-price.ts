/**
 * What a model costs, in US dollars. Per million tokens unless said otherwise; a number counts as its shortest decimal form, a string has
 * all its digits.
 */
export interface ModelPrice {
  readonly input: number | string;
  /** May be left out for models that give no tokens, as those that embed. */
  readonly output?: number | string;
  /** Default: as `input`. */
  readonly cacheRead?: number | string;
  /** For writes that are kept the provider's usual time. Default: as `input`. */
  readonly cacheWrite?: number | string;
  /** For writes that are kept an hour. Without it the price of such a write is unknown. */
  readonly cacheWrite1h?: number | string;
  /** For a thousand searches that the provider does on the model's behalf. */
  readonly webSearches?: number | string;
}
