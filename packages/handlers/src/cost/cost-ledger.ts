import type { EarshotEvent } from "@earshot/core/events";
import { answeredModel } from "../pricing/answered-model.js";
import { askedModel, type AskedModel } from "../pricing/asked-model.js";
import type { PricedEnd } from "../pricing/priced-event.js";
import { formatMoney } from "../pricing/money.js";
import { priceCall } from "../pricing/price-call.js";
import type { PriceList } from "../pricing/price-list.js";
import { CostTally, type TalliedCall } from "./cost-tally.js";
import type { RunCost } from "./run-cost.js";

/** One heard run, and what it and all below it cost so far. */
interface Account {
  readonly parent: Account | undefined;
  /** Of a run that asks a model. */
  readonly asked: AskedModel | undefined;
  readonly tally: CostTally;
  isCacheHit: boolean;
  /** True once a model is asked below it: if it is a model itself, its figures only repeat what was heard there. */
  hasModelBelow: boolean;
  isOpen: boolean;
}

/** The runs of one call: of an outermost run that is heard, and of all below it. */
interface Call {
  readonly accounts: Map<string, Account>;
  readonly outermost: Account;
  open: number;
}

/** What the ledger has to say of an event. */
export interface Booking {
  /** What a call of a model cost, at its end. */
  readonly cost: RunCost | undefined;
  /** The same as it is added up. */
  readonly call: TalliedCall | undefined;
  /** The account of the call, once nothing of it is open any more. */
  readonly closed: ClosedCall | undefined;
}

/** A call that is over. */
export interface ClosedCall {
  readonly runId: string;
  readonly tally: CostTally;
  readonly accounts: ReadonlyMap<string, { readonly tally: CostTally }>;
}

type StartEvent = Extract<EarshotEvent, { readonly type: `${string}.start` }>;
type EndEvent = Extract<EarshotEvent, { readonly status: unknown }>;

/** Keeps an account for each run of the calls that are open, and charges what a model costs to its run and to all above it. */
export class CostLedger {
  readonly #list: PriceList;
  readonly #calls = new Map<string, Call>();

  constructor(list: PriceList) {
    this.#list = list;
  }

  /** The account of a run whose call is still open. */
  tallyOf(runId: string): CostTally | undefined {
    return this.#calls.get(runId)?.accounts.get(runId)?.tally;
  }

  start(event: StartEvent): void {
    const { runId, parentRunId } = event;
    const above = parentRunId === undefined ? undefined : this.#calls.get(parentRunId);
    const parent = parentRunId === undefined ? undefined : above?.accounts.get(parentRunId);
    const asked = "invocationParams" in event || event.type === "embedding.start" ? askedModel(event) : undefined;
    const account: Account = {
      parent,
      asked,
      tally: new CostTally(),
      isCacheHit: false,
      hasModelBelow: false,
      isOpen: true,
    };
    const call: Call = above ?? { accounts: new Map(), outermost: account, open: 0 };
    call.accounts.set(runId, account);
    call.open++;
    this.#calls.set(runId, call);
    if (asked !== undefined) for (let node = parent; node !== undefined; node = node.parent) node.hasModelBelow = true;
  }

  /** Says that the answer of a run came out of a cache of one's own. */
  hitCache({ runId }: EarshotEvent): void {
    const account = this.#calls.get(runId)?.accounts.get(runId);
    if (account !== undefined) account.isCacheHit = true;
  }

  end(event: EndEvent): Booking {
    const call = this.#calls.get(event.runId);
    const account = call?.accounts.get(event.runId);
    if (call === undefined || !account?.isOpen) return nothing;
    const booking = account.asked === undefined || !("usage" in event) ? nothing : this.#book(account, event);
    account.isOpen = false;
    if (--call.open > 0) return booking;
    for (const runId of call.accounts.keys()) this.#calls.delete(runId);
    return { ...booking, closed: { runId: event.runId, tally: call.outermost.tally, accounts: call.accounts } };
  }

  #book(account: Account, event: PricedEnd): Booking {
    if (account.hasModelBelow) return nothing;
    const { runId, parentRunId, rootRunId, name, kind, status, time } = event;
    const usage = account.isCacheHit ? cachedUsage : event.usage;
    const at = new Date(time);
    const asked = account.asked ?? nobody;
    const price = priceCall({ usage, asked, answered: answeredModel(event), at }, this.#list);
    const isEstimated = usage.source === "estimated";
    const isPartial = status !== "ok" && usage.source !== "cache";
    const call = { usage, money: price.money, isEstimated, isPartial };
    for (let node: Account | undefined = account; node !== undefined; node = node.parent) node.tally.add(call);
    const cost = Object.freeze({
      runId,
      parentRunId,
      rootRunId,
      name,
      kind,
      status,
      usage,
      isEstimated,
      isPartial,
      provider: price.provider,
      model: price.model,
      amount: price.money === undefined ? undefined : formatMoney(price.money),
      unknown: price.unknown,
      priceDate: at.toISOString().slice(0, 10),
      priceSource: price.source,
    });
    return { cost, call, closed: undefined };
  }
}

const nothing: Booking = { cost: undefined, call: undefined, closed: undefined };
const nobody: AskedModel = { provider: undefined, model: undefined };
const cachedUsage = { source: "cache", input_tokens: 0, output_tokens: 0, total_tokens: 0 } as const;
