import type { EarshotEvent, EventOf } from "@earshot/core/events";
import { LiveUsage, totalTokens, type KnownUsage } from "../guards/live-usage.js";
import { answeredModel, type AnsweredModel } from "../pricing/answered-model.js";
import { askedModel, type AskedModel } from "../pricing/asked-model.js";
import type { Money } from "../pricing/money.js";
import { priceCall } from "../pricing/price-call.js";
import type { PricedEnd, PricedStart } from "../pricing/priced-event.js";
import type { PriceList } from "../pricing/price-list.js";
import type { BudgetAccount, Charge } from "./budget-account.js";
import type { BudgetAccounts } from "./budget-accounts.js";
import { BudgetPriceUnknownError } from "./budget-price-unknown-error.js";

/** One heard run that is open. */
interface OpenRun {
  readonly parent: OpenRun | undefined;
  readonly opened: { readonly key: string; readonly account: BudgetAccount };
  /** When it started, if its time counts: it does not where that of a run above it does. */
  readonly startedAt: number | undefined;
  model: ModelRun | undefined;
}

/** What a model is asked in a run. */
interface ModelRun {
  readonly asked: AskedModel;
  readonly live: LiveUsage;
  readonly countsAsCall: boolean;
  charged: Charge | undefined;
  /** True once it is known to repeat what is below it, or to come out of a cache. */
  isFree: boolean;
}

/** What is compared, and with what. */
export interface BudgetRunsOptions {
  readonly accounts: BudgetAccounts;
  /** Where money is limited. */
  readonly prices: PriceList | undefined;
  readonly ignoresUnknownPrices: boolean;
  readonly now: () => number;
}

type StartEvent = Extract<EarshotEvent, { readonly type: `${string}.start` }>;
type EndEvent = Extract<EarshotEvent, { readonly status: unknown }>;

/** Charges what happens in runs to their accounts, and objects as soon as one is overdrawn. */
export class BudgetRuns {
  readonly #options: BudgetRunsOptions;
  readonly #open = new Map<string, OpenRun>();

  constructor(options: BudgetRunsOptions) {
    this.#options = options;
  }

  /** @throws BudgetExceededError, BudgetPriceUnknownError, GuardKeyMissingError */
  start(event: StartEvent): void {
    const run = this.#openRun(event);
    if (run === undefined) return;
    const { account } = run.opened;
    account.checkTime(this.#options.now(), true);
    if (event.type === "tool.start") account.countCall("toolCalls");
    else if (event.type === "chat_model.start" || event.type === "llm.start" || event.type === "embedding.start")
      this.#ask(run, event);
  }

  /** @throws BudgetExceededError, BudgetPriceUnknownError */
  delta(event: EventOf<"chat_model.delta" | "llm.delta">): void {
    const run = this.#open.get(event.runId);
    const model = run?.model;
    if (run === undefined || model === undefined || model.isFree) return;
    this.#charge(
      run,
      model,
      this.#chargeFor(model, { usage: model.live.hear(event), answered: undefined, time: event.time }),
    );
    run.opened.account.check(this.#options.now());
  }

  /** Something that takes time. */
  checkTime({ runId }: EarshotEvent): void {
    this.#open.get(runId)?.opened.account.checkTime(this.#options.now(), false);
  }

  hitCache({ runId }: EarshotEvent): void {
    const run = this.#open.get(runId);
    if (run?.model !== undefined) this.#free(run, run.model);
  }

  /** @throws BudgetExceededError, BudgetPriceUnknownError if the run ended well: any other end has an error of its own */
  end(event: EndEvent): void {
    const run = this.#open.get(event.runId);
    if (run === undefined) return;
    this.#open.delete(event.runId);
    const { account } = run.opened;
    const now = this.#options.now();
    try {
      if (run.model !== undefined && "usage" in event) this.#settle(run, run.model, event);
      if (event.status === "ok") account.check(now);
    } finally {
      if (run.startedAt !== undefined) account.endTime(run.startedAt, now);
      this.#options.accounts.close(event, run.opened);
    }
  }

  #openRun(event: StartEvent): OpenRun | undefined {
    const { runId, parentRunId, type } = event;
    let opened: OpenRun["opened"] | undefined;
    try {
      opened = this.#options.accounts.open(event);
    } catch (error) {
      if (type === "chain.start" || type === "retriever.start") return undefined; // what is below may have the key
      throw error;
    }
    if (opened === undefined) return undefined;
    const parent = parentRunId === undefined ? undefined : this.#open.get(parentRunId);
    const isOutermost = parent?.opened.account !== opened.account;
    const startedAt = isOutermost ? this.#options.now() : undefined;
    if (startedAt !== undefined) opened.account.startTime(startedAt);
    const run: OpenRun = { parent, opened, startedAt, model: undefined };
    this.#open.set(runId, run);
    return run;
  }

  #ask(run: OpenRun, event: PricedStart): void {
    const { account } = run.opened;
    const asked = askedModel(event);
    // A model that asks another one repeats what that one uses: it is no call of its own.
    for (let node = run.parent; node !== undefined; node = node.parent)
      if (node.model !== undefined) this.#free(node, node.model);
    account.checkRest(this.#options.now());
    this.#checkPriced(asked, event.time);
    const countsAsCall = event.type !== "embedding.start";
    if (countsAsCall) account.countCall("modelCalls");
    run.model = { asked, live: new LiveUsage(event), countsAsCall, charged: undefined, isFree: false };
  }

  #free(run: OpenRun, model: ModelRun): void {
    if (model.isFree) return;
    model.isFree = true;
    this.#charge(run, model, undefined);
    if (model.countsAsCall) run.opened.account.giveBackCall();
  }

  #settle(run: OpenRun, model: ModelRun, event: PricedEnd): void {
    if (event.usage.source === "cache") this.#free(run, model);
    if (model.isFree) return;
    const usage = model.live.end(event);
    try {
      const answered = answeredModel(event);
      this.#charge(run, model, this.#chargeFor(model, { usage, answered, time: event.time }));
    } catch (error) {
      if (event.status === "ok") throw error;
    }
  }

  #charge(run: OpenRun, model: ModelRun, charge: Charge | undefined): void {
    run.opened.account.charge(model.charged, charge);
    model.charged = charge;
  }

  #chargeFor(model: ModelRun, call: LiveCall): Charge {
    const { usage } = call;
    const isEstimated = usage.source === "estimated" && totalTokens(usage) > 0;
    return { tokens: totalTokens(usage), money: this.#priceOf(model.asked, call), isEstimated };
  }

  /** @throws BudgetPriceUnknownError */
  #priceOf(asked: AskedModel, { usage, answered, time }: LiveCall): Money {
    const { prices, ignoresUnknownPrices } = this.#options;
    if (prices === undefined) return 0n;
    const call = answered === undefined ? { usage, asked } : { usage, asked, answered };
    const { money, unknown, model, provider } = priceCall({ ...call, at: new Date(time) }, prices);
    if (money !== undefined || ignoresUnknownPrices) return money ?? 0n;
    throw new BudgetPriceUnknownError({ model, provider, reason: unknown ?? "price" });
  }

  /** Before money is spent. */
  #checkPriced(asked: AskedModel, time: number): void {
    this.#priceOf(asked, { usage: oneToken, answered: undefined, time });
  }
}

/** What there is of a call. */
interface LiveCall {
  readonly usage: KnownUsage;
  readonly answered: AnsweredModel | undefined;
  readonly time: number;
}

const oneToken = { source: "estimated", input_tokens: 1, output_tokens: 0, total_tokens: 1 } as const;
