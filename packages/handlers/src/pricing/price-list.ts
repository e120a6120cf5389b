import { calcPrice } from "@pydantic/genai-prices";
import { InvalidPriceError } from "./invalid-price-error.js";
import type { PriceListOptions } from "./price-list-options.js";
import { fromModelPrice, toPriceSheet, type PriceSheet } from "./price-sheet.js";

/** What is asked for. */
export interface PriceQuery {
  readonly provider: string | undefined;
  readonly model: string;
  readonly at: Date;
}

/** The prices of a model at a moment. */
export interface FoundPrices {
  readonly sheet: PriceSheet;
  /** As the list calls it. */
  readonly provider: string | undefined;
  /** The list and its version, or `"prices"` for your own. */
  readonly source: string;
}

/** The list that the prices are from; a test holds it to be the one that is installed. */
export const listedBy = "@pydantic/genai-prices@0.1.8";

type Match = NonNullable<ReturnType<typeof calcPrice>>;

const maxKnown = 1000;

/**
 * The prices of models, offline. Finding a model in the list takes 0.2 ms, so what was found is remembered; which of a model's prices holds
 * is asked anew where they change with the day or the hour.
 */
export class PriceList {
  readonly #own = new Map<string, PriceSheet>();
  readonly #providers: Readonly<Record<string, string>>;
  readonly #known = new Map<string, Match | undefined>();
  readonly #sheets = new WeakMap<object, PriceSheet>();

  /** @throws InvalidPriceError for a price of your own that is none */
  constructor({ prices = {}, providers = {} }: PriceListOptions) {
    this.#providers = providers;
    for (const [model, price] of Object.entries(prices)) {
      const sheet = fromModelPrice(price);
      if (typeof sheet === "string") throw new InvalidPriceError(model, { field: sheet, value: price[sheet] });
      this.#own.set(model, sheet);
    }
  }

  /** `undefined` if nobody knows what the model costs. */
  find(query: PriceQuery): FoundPrices | undefined {
    const { provider, model, at } = query;
    const own = this.#own.get(`${provider}/${model}`) ?? this.#own.get(model);
    if (own !== undefined) return { sheet: own, provider, source: "prices" };
    const match = this.#match(query);
    if (match === undefined) return undefined;
    const { prices } = match.model;
    const current = Array.isArray(prices) ? pricesAt(match, at) : prices;
    if (current === undefined) return undefined;
    return { sheet: this.#sheetOf(current as object), provider: match.provider.id, source: listedBy };
  }

  #match({ provider, model, at }: PriceQuery): Match | undefined {
    const key = `${provider ?? ""}\n${model}`;
    if (this.#known.has(key)) return this.#known.get(key);
    if (this.#known.size >= maxKnown) this.#known.clear();
    const listed = provider === undefined ? undefined : (this.#providers[provider] ?? provider);
    const match = lookUp(model, listed === undefined ? { timestamp: at } : { providerId: listed, timestamp: at });
    this.#known.set(key, match);
    return match;
  }

  #sheetOf(prices: object): PriceSheet {
    let sheet = this.#sheets.get(prices);
    if (sheet === undefined) this.#sheets.set(prices, (sheet = toPriceSheet(prices as never)));
    return sheet;
  }
}

/** Asks the list, which knows what the constraints of its prices mean, about the one model. */
function pricesAt({ model, provider }: Match, at: Date): object | undefined {
  const only = { ...model, match: { equals: "model" } };
  const alone = { id: provider.id, name: provider.name, api_pattern: "", models: [only] };
  return lookUp("model", { provider: alone, timestamp: at })?.model_price;
}

/** A model whose prices contradict each other has none. */
function lookUp(model: string, options: Parameters<typeof calcPrice>[2]): Match | undefined {
  try {
    return calcPrice({}, model, options) ?? undefined;
  } catch {
    return undefined;
  }
}
