import type { RunKind, RunStatus, Usage } from "@earshot/core/events";
import type { UnknownPrice } from "../pricing/price-call.js";

/** What one call of a model cost. */
export interface RunCost {
  readonly runId: string;
  readonly parentRunId: string | undefined;
  readonly rootRunId: string;
  readonly name: string;
  readonly kind: RunKind;
  readonly status: RunStatus;
  /** As the list of prices calls it, if it has it. */
  readonly provider: string | undefined;
  /** The model it is priced as. */
  readonly model: string | undefined;
  readonly usage: Usage;
  /** US dollars, all digits of them: `"0.006975"`; `undefined` if unknown. */
  readonly amount: string | undefined;
  /** Why the amount is unknown. */
  readonly unknown: UnknownPrice | undefined;
  /** True if somebody estimated the usage. */
  readonly isEstimated: boolean;
  /** True if the call ended early, so that the provider's figures may be too low. */
  readonly isPartial: boolean;
  /** The day whose prices these are, `"2026-11-26"`. */
  readonly priceDate: string;
  /** Where the price is from: the list with its version, `"prices"` for your own, `"cache"` for an answer that was not bought. */
  readonly priceSource: string | undefined;
}
