import type { EarshotEvent } from "@earshot/core/events";
import { keyOf, type GuardKey } from "../guards/guard-key.js";
import { BudgetAccount, type CheckedLimits, type Owner } from "./budget-account.js";

/** How accounts are kept. */
export interface AccountsOptions {
  readonly limits: CheckedLimits;
  readonly per: "run" | "call" | GuardKey;
  readonly windowMs: number | undefined;
  readonly now: () => number;
}

/** Of so many root runs whose end is not heard an account is kept after the last run below them has ended. */
const maxResting = 1000;

/**
 * The accounts of a budget. That of a run is dropped with the run, that of a call when its root run ends; that of a key when its window is over
 * and nothing of it is open. A guard that is attached below the root run does not hear that end: there the account is kept, in case more
 * follows, until a thousand later ones are.
 */
export class BudgetAccounts {
  readonly #options: AccountsOptions;
  readonly #accounts = new Map<string, BudgetAccount>();
  /** Accounts of calls of which nothing is open, the longest unused first. */
  readonly #resting = new Map<string, BudgetAccount>();

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  /** The account by its run, root run or key. */
  get(key: string): BudgetAccount | undefined {
    return this.#accounts.get(key) ?? this.#resting.get(key);
  }

  /** Forgets what was used. */
  reset(key: string | undefined): void {
    const { now } = this.#options;
    if (key !== undefined) return this.get(key)?.renew(now());
    for (const account of this.#accounts.values()) account.renew(now());
    this.#resting.clear();
    for (const [name, account] of this.#accounts) if (account.open === 0) this.#accounts.delete(name);
  }

  /**
   * The account that a run belongs to, opened if there is none; `undefined` if it is not to be counted. To be closed again.
   *
   * @throws GuardKeyMissingError
   */
  open(event: EarshotEvent): { readonly key: string; readonly account: BudgetAccount } | undefined {
    const { per } = this.#options;
    const now = this.#options.now();
    if (per === "run" || per === "call") {
      const key = per === "run" ? event.runId : event.rootRunId;
      const account = this.#accounts.get(key) ?? this.#resting.get(key) ?? this.#make({ per, key }, now);
      this.#resting.delete(key);
      this.#accounts.set(key, account);
      account.open++;
      return { key, account };
    }
    const key = keyOf(event, per, "budget");
    if (key === undefined) return undefined;
    const account = this.#ofKey(key, now);
    account.open++;
    return { key, account };
  }

  /** A run of the account has ended. */
  close(
    { runId, rootRunId }: EarshotEvent,
    { key, account }: { readonly key: string; readonly account: BudgetAccount },
  ): void {
    account.open--;
    const { per } = this.#options;
    if (account.open > 0 || (per !== "run" && per !== "call")) return;
    this.#accounts.delete(key);
    if (per === "run" || runId === rootRunId) return;
    this.#resting.set(key, account);
    if (this.#resting.size <= maxResting) return;
    for (const oldest of this.#resting.keys()) return void this.#resting.delete(oldest);
  }

  #make(owner: Owner, now: number): BudgetAccount {
    return new BudgetAccount(owner, this.#options.limits, now);
  }

  #ofKey(key: string, now: number): BudgetAccount {
    const { windowMs } = this.#options;
    const known = this.#accounts.get(key);
    if (known !== undefined) {
      if (windowMs === undefined || now - known.windowStart < windowMs) return known;
      known.renew(now);
      this.#accounts.delete(key); // and last again: they stand in the order of their windows
      this.#accounts.set(key, known);
      return known;
    }
    if (windowMs !== undefined) this.#sweep(now - windowMs);
    const account = this.#make({ per: "key", key }, now);
    this.#accounts.set(key, account);
    return account;
  }

  /** Drops the accounts whose window is over. */
  #sweep(before: number): void {
    for (const [key, account] of this.#accounts) {
      if (account.windowStart > before) return;
      if (account.open === 0) this.#accounts.delete(key);
    }
  }
}
