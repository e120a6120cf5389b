import type { GuardKey } from "../guards/guard-key.js";
import type { PriceListOptions } from "../pricing/price-list-options.js";

/** How much may be used. */
export interface BudgetLimits {
  /** Input and output tokens together, cached ones included. */
  readonly tokens?: number;
  /** US dollars; as a text with all its digits. */
  readonly money?: number | string;
  /** Milliseconds that runs take, counted once where one is below another. */
  readonly timeMs?: number;
  /** Calls of chat models and of text models. An answer out of an own cache is given back. */
  readonly modelCalls?: number;
  /** Calls of tools. */
  readonly toolCalls?: number;
}

/** For one call: a root run with all below it. */
interface PerCall extends BudgetLimits {
  readonly per?: "call";
  readonly windowMs?: never;
}

/** For each run by itself. */
interface PerRun extends BudgetLimits {
  readonly per: "run";
  readonly windowMs?: never;
  readonly modelCalls?: never;
  readonly toolCalls?: never;
}

/** For all runs of one key: a user, a tenant. */
interface PerKey extends BudgetLimits {
  readonly per: GuardKey;
  /** Milliseconds after the key's first use when its budget is new again. Default: never, and every key is remembered until `reset`. */
  readonly windowMs?: number;
}

/** What {@link budgetGuard} may be told. */
export type BudgetGuardOptions = (PerCall | PerRun | PerKey) &
  PriceListOptions & {
    /** What becomes of a call whose price is unknown when `money` is limited. Default `"refuse"`; `"ignore"` counts it as free. */
    readonly unknownPrice?: "refuse" | "ignore";
    /** Asks models for their answers piece by piece, also for `invoke`, so that one can be stopped in the middle. Default false. */
    readonly preferStreaming?: boolean;
    /** The clock, in milliseconds. Default `Date.now`. */
    readonly now?: () => number;
  };
