import { defineHandler, type EarshotEvent, type GuardingHandler, type TypedHandler } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { guardKeyShape } from "../guards/guard-key.js";
import { InvalidLimitError } from "../guards/invalid-limit-error.js";
import { parseMoney, type Money } from "../pricing/money.js";
import { PriceList } from "../pricing/price-list.js";
import { priceListShapes } from "../pricing/price-list-options.js";
import type { BudgetUse, CheckedLimits } from "./budget-account.js";
import { BudgetAccounts } from "./budget-accounts.js";
import type { BudgetGuardOptions } from "./budget-options.js";
import { BudgetRuns } from "./budget-runs.js";
import { runKinds } from "../options/run-kinds.js";

/** A guard that stops runs which use too much. */
export interface BudgetGuard extends GuardingHandler {
  /** What a run, a root run or a key has used so far; `undefined` if it is not known, or over. */
  used(key: string): BudgetUse | undefined;
  /** Forgets what a key has used, or all. */
  reset(key?: string): void;
}

/** Limits are looked at by `checkLimits`. */
const shapes: ShapesOf<BudgetGuardOptions> = {
  tokens: option.any,
  money: option.any,
  timeMs: option.any,
  modelCalls: option.any,
  toolCalls: option.any,
  per: option.either({ ...option.oneOf("call", "run"), wanted: '"call", "run"' }, guardKeyShape),
  windowMs: option.any,
  unknownPrice: option.oneOf("refuse", "ignore"),
  preferStreaming: option.flag,
  now: option.function,
  ...priceListShapes,
};

/**
 * Stops a run as soon as it, its call, or its user has used more than it may: tokens, money, time, calls of models or of tools. The caller gets a
 * `HandlerAbort` whose cause, a {@link BudgetExceededError}, says which limit, what was used, and by how much that is over.
 *
 * Calls are counted when they start, so that there is never one too many, however many start at the same time. Tokens and money are counted
 * while an answer comes, and settled by the provider's figures at its end; before a call only what was used before is known.
 *
 * @throws {InvalidLimitError} if there is no limit, or one that is none
 * @throws {UnknownOptionError | InvalidOptionError} for an option that there is not, or that can't be so
 * @throws {InvalidPriceError} for a price of your own that is none
 * @example
 * ```ts
 * import { HandlerAbort } from "@earshot/core/errors";
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { FakeListChatModel } from "@earshot/core/utils/testing";
 * import { budgetGuard } from "@earshot/handlers/budget";
 *
 * const model = new FakeListChatModel({ responses: ["again"] });
 * const loop = RunnableLambda.from(async () => {
 *   for (;;) await model.invoke("Are we there yet?");
 * });
 * const error = await loop.invoke("", { callbacks: [budgetGuard({ modelCalls: 3 })] }).catch((reason: HandlerAbort) => reason.cause);
 * console.log(String(error)); // => BudgetExceededError: The budget of 3 model calls per call is used up: 4 model calls, 1 over. Raise `modelCalls`, or ask for less in one call.
 * ```
 */
export function budgetGuard(options: BudgetGuardOptions): BudgetGuard {
  checkOptions("budgetGuard", options, shapes);
  const { per = "call", windowMs, unknownPrice = "refuse", preferStreaming = false, now = Date.now } = options;
  const limits = checkLimits(options);
  const accounts = new BudgetAccounts({ limits, per, windowMs, now });
  const prices = limits.money === undefined ? undefined : new PriceList(options);
  const runs = new BudgetRuns({ accounts, prices, ignoresUnknownPrices: unknownPrice === "ignore", now });
  return defineHandler({
    name: "budget",
    policy: "guard",
    ...(preferStreaming ? { lc_prefer_streaming: true } : {}),
    on: listenersOf(runs, limits),
    used: (key: string) => accounts.get(key)?.use(now()),
    reset: (key?: string) => accounts.reset(key),
  });
}

/** Only what has to be heard is: without a limit that grows in mid-stream nothing is made of a chunk. */
function listenersOf(runs: BudgetRuns, limits: CheckedLimits): NonNullable<TypedHandler["on"]> {
  const listeners: Record<string, unknown> = { "run.cache_hit": (event: EarshotEvent) => runs.hitCache(event) };
  for (const kind of runKinds) {
    listeners[`${kind}.start`] = runs.start.bind(runs);
    listeners[`${kind}.end`] = runs.end.bind(runs);
  }
  if (limits.tokens !== undefined || limits.money !== undefined || limits.timeMs !== undefined)
    for (const kind of ["chat_model", "llm"]) listeners[`${kind}.delta`] = runs.delta.bind(runs);
  if (limits.timeMs !== undefined) {
    const check = (event: EarshotEvent) => runs.checkTime(event);
    for (const type of ["tool.delta", "run.retry", "run.fallback", "run.custom"]) listeners[type] = check;
  }
  return listeners;
}

function checkLimits(options: BudgetGuardOptions): CheckedLimits {
  const { money: dollars, per, windowMs } = options;
  const [tokens, timeMs, modelCalls, toolCalls] = (["tokens", "timeMs", "modelCalls", "toolCalls"] as const).map(
    (name) => checkNumber(name, options[name]),
  );
  const money: Money | undefined = dollars === undefined ? undefined : parseMoney(dollars);
  if (dollars !== undefined && money === undefined) refuse(`\`money: ${dollars}\``, "Give US dollars, zero or more.");
  checkNumber("windowMs", windowMs);
  if (windowMs !== undefined && (per === undefined || typeof per === "string"))
    refuse("`windowMs` without a key", "Give `per: { metadata: … }` or a function; runs and calls end by themselves.");
  if (per === "run" && (modelCalls ?? toolCalls) !== undefined)
    refuse("a number of calls per run", "Calls of models and tools are runs of their own: limit them per call or key.");
  if ([tokens, money, timeMs, modelCalls, toolCalls].every((limit) => limit === undefined))
    refuse("no limit", "Give at least one of `tokens`, `money`, `timeMs`, `modelCalls`, `toolCalls`.");
  return { tokens, money, timeMs, modelCalls, toolCalls };
}

function checkNumber(name: string, value: number | undefined): number | undefined {
  if (value !== undefined && (typeof value !== "number" || !(value >= 0)))
    refuse(`\`${name}: ${JSON.stringify(value)}\``, "Give a number of zero or more.");
  return value;
}

function refuse(problem: string, remedy: string): never {
  throw new InvalidLimitError("budgetGuard", { problem, remedy });
}
