import { EarshotError } from "@earshot/core/errors";
import type { UnknownPrice } from "../pricing/price-call.js";

/** What is known of a call without a known price. */
export interface UnpricedCall {
  readonly model: string | undefined;
  readonly provider: string | undefined;
  readonly reason: UnknownPrice;
}

/** Money is limited, and nobody knows what a call costs. */
export class BudgetPriceUnknownError extends EarshotError {
  override readonly name = "BudgetPriceUnknownError";
  readonly model: string | undefined;
  readonly provider: string | undefined;
  /** What is missing: the price, the model's name, the usage, or the price of the way it was served. */
  readonly reason: UnknownPrice;

  constructor({ model, provider, reason }: UnpricedCall) {
    super(
      `Money is limited, and the price of ${model === undefined ? "a model without a name" : `"${model}"`} of the provider "${provider ?? "unknown"}" is not known (${reason}). Give it in \`prices\`, or let such calls pass with \`unknownPrice: "ignore"\`.`,
      { code: "BUDGET_PRICE_UNKNOWN" },
    );
    this.model = model;
    this.provider = provider;
    this.reason = reason;
  }
}
