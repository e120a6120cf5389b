import { formatMoney, type Money } from "../pricing/money.js";
import { BudgetExceededError, type BudgetExcess, type BudgetName } from "./budget-exceeded-error.js";

/** What was used so far. */
export interface BudgetUse {
  readonly tokens: number;
  /** US dollars. */
  readonly money: string;
  readonly timeMs: number;
  readonly modelCalls: number;
  readonly toolCalls: number;
  /** True if a part of the tokens is an estimate. */
  readonly isEstimated: boolean;
}

/** The limits as they are compared. */
export interface CheckedLimits {
  readonly tokens: number | undefined;
  readonly money: Money | undefined;
  readonly timeMs: number | undefined;
  readonly modelCalls: number | undefined;
  readonly toolCalls: number | undefined;
}

/** What a call adds to an account so far. */
export interface Charge {
  readonly tokens: number;
  readonly money: Money;
  readonly isEstimated: boolean;
}

export type Owner = Pick<BudgetExcess, "per" | "key">;

/** What one run, call or key has used, compared with what it may. Charges of calls under way count as far as they are known. */
export class BudgetAccount {
  readonly #owner: Owner;
  readonly #limits: CheckedLimits;
  windowStart: number;
  /** How many heard runs of it are open. */
  open = 0;
  #tokens = 0;
  #money: Money = 0n;
  #timeMs = 0;
  #modelCalls = 0;
  #toolCalls = 0;
  #estimated = 0;
  /** Of the open runs whose time counts: how many, and the sum of their starts. */
  #running = 0;
  #starts = 0;

  constructor(owner: Owner, limits: CheckedLimits, now: number) {
    this.#owner = owner;
    this.#limits = limits;
    this.windowStart = now;
  }

  use(now: number): BudgetUse {
    return Object.freeze({
      tokens: this.#tokens,
      money: formatMoney(this.#money),
      timeMs: this.#timeAt(now),
      modelCalls: this.#modelCalls,
      toolCalls: this.#toolCalls,
      isEstimated: this.#estimated > 0,
    });
  }

  /** A new window begins: what was used is forgotten, and time begins anew. */
  renew(now: number): void {
    this.windowStart = now;
    this.#tokens = this.#timeMs = this.#modelCalls = this.#toolCalls = this.#estimated = 0;
    this.#money = 0n;
    this.#starts = this.#running * now;
  }

  /** @throws BudgetExceededError if there is one call more than there may be; it is not counted then */
  countCall(budget: "modelCalls" | "toolCalls"): void {
    const used = (budget === "modelCalls" ? this.#modelCalls : this.#toolCalls) + 1;
    const limit = this.#limits[budget];
    if (limit !== undefined && used > limit) this.#refuse(budget, { limit, used, over: used - limit });
    if (budget === "modelCalls") this.#modelCalls = used;
    else this.#toolCalls = used;
  }

  /** A call of a model that was none. */
  giveBackCall(): void {
    this.#modelCalls = Math.max(0, this.#modelCalls - 1);
  }

  /** Puts a call's charge in the place of what it was charged before. */
  charge(before: Charge | undefined, charge: Charge | undefined): void {
    // In a window that has begun meanwhile, what was charged before it is forgotten already.
    this.#tokens = Math.max(0, this.#tokens + (charge?.tokens ?? 0) - (before?.tokens ?? 0));
    const money = this.#money + (charge?.money ?? 0n) - (before?.money ?? 0n);
    this.#money = money < 0n ? 0n : money;
    this.#estimated = Math.max(
      0,
      this.#estimated + Number(charge?.isEstimated ?? false) - Number(before?.isEstimated ?? false),
    );
  }

  startTime(now: number): void {
    this.#running++;
    this.#starts += now;
  }

  endTime(startedAt: number, now: number): void {
    this.#running--;
    const since = Math.max(startedAt, this.windowStart);
    this.#starts -= since;
    this.#timeMs += now - since;
  }

  /** @throws BudgetExceededError if there is nothing left for another call */
  checkRest(now: number): void {
    this.#check(now, (used, limit) => used >= limit);
  }

  /** @throws BudgetExceededError if more time was taken than may be, or none is left to begin with */
  checkTime(now: number, isStart: boolean): void {
    const { timeMs: limit } = this.#limits;
    if (limit === undefined) return;
    const used = this.#timeAt(now);
    if (used > limit || (isStart && used === limit && limit > 0))
      this.#refuse("timeMs", { limit, used, over: used - limit });
  }

  /** @throws BudgetExceededError if more was used than may be */
  check(now: number): void {
    this.#check(now, (used, limit) => used > limit);
  }

  #check(now: number, isOver: (used: number | bigint, limit: number | bigint) => boolean): void {
    const { tokens, money } = this.#limits;
    if (tokens !== undefined && isOver(this.#tokens, tokens))
      this.#refuse("tokens", { limit: tokens, used: this.#tokens, over: this.#tokens - tokens });
    if (money !== undefined && isOver(this.#money, money))
      this.#refuse("money", {
        limit: formatMoney(money),
        used: formatMoney(this.#money),
        over: formatMoney(this.#money - money),
      });
    this.checkTime(now, false);
  }

  #timeAt(now: number): number {
    return this.#timeMs + this.#running * now - this.#starts;
  }

  #refuse(budget: BudgetName, amounts: Pick<BudgetExcess, "limit" | "used" | "over">): never {
    const isEstimated = this.#estimated > 0 && (budget === "tokens" || budget === "money");
    throw new BudgetExceededError({ budget, ...amounts, ...this.#owner, isEstimated });
  }
}
