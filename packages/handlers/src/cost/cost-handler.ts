import { defineHandler, type EarshotEvent, type ObservingHandler } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { PriceList } from "../pricing/price-list.js";
import { priceListShapes, type PriceListOptions } from "../pricing/price-list-options.js";
import { CostLedger } from "./cost-ledger.js";
import type { CostSummary, UsageSummary } from "./cost-summary.js";
import { CostTally } from "./cost-tally.js";
import type { RunCost } from "./run-cost.js";

/** What {@link costHandler} may be told. */
export interface CostHandlerOptions extends PriceListOptions {
  /** Told what each model and embedding call cost, at its end. */
  readonly onCost?: (cost: RunCost) => void;
  /** Told what a call cost with all that was below it, at the end of the outermost run that is heard. */
  readonly onTotal?: (total: CostSummary & { readonly runId: string }) => void;
  /** Of how many ended calls the figures are kept, the latest ones. Default 0: none. */
  readonly keep?: number;
}

/** A handler that knows what runs cost. */
export interface CostHandler extends ObservingHandler {
  /** All that was heard since the handler was made. */
  readonly total: CostSummary;
  /** What a run and all below it have cost so far; `undefined` for a run that was not heard, or whose call is over and not kept. */
  costOf(runId: string): CostSummary | undefined;
  /** What they have used so far. */
  usageOf(runId: string): UsageSummary | undefined;
}

const shapes: ShapesOf<CostHandlerOptions> = {
  onCost: option.function,
  onTotal: option.function,
  keep: option.number({ isWhole: true }),
  ...priceListShapes,
};

/**
 * Counts tokens and money: what each call of a model cost, and the sums up the tree, from the provider's usage and the prices of
 * `@pydantic/genai-prices`, without asking anybody. The sum of a run is that of the models at the leaves below it. Amounts are exact decimals.
 * What is unknown is counted apart and never taken for zero.
 *
 * @throws {UnknownOptionError | InvalidOptionError} for an option that there is not, or that can't be so
 * @throws {EarshotError} with code `INVALID_PRICE` for a price of your own that is none
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 * import { costHandler } from "@earshot/handlers/cost";
 *
 * const cost = costHandler();
 * const start = { messages: [], invocationParams: { model: "claude-opus-5" }, options: {} };
 * await run({ kind: "chat_model", name: "model", start, metadata: { ls_provider: "anthropic" } }, (handle) => {
 *   handle.usage = { source: "provider", input_tokens: 1000, output_tokens: 100, total_tokens: 1100 };
 *   return { generations: [[{ text: "hello" }]] };
 * }, { callbacks: [cost] });
 * console.log(cost.total.amount, cost.total.unknown); // => 0.0075 0
 * ```
 */
export function costHandler(options: CostHandlerOptions = {}): CostHandler {
  checkOptions("costHandler", options, shapes);
  const { onCost, onTotal, keep = 0, ...listOptions } = options;
  const ledger = new CostLedger(new PriceList(listOptions));
  const total = new CostTally();
  const kept: ReadonlyMap<string, { readonly tally: CostTally }>[] = [];
  const tallyOf = (runId: string) =>
    ledger.tallyOf(runId) ?? kept.find((accounts) => accounts.has(runId))?.get(runId)?.tally;

  function hear(event: EarshotEvent): void {
    if (isStart(event)) return ledger.start(event);
    if (event.type === "run.cache_hit") return ledger.hitCache(event);
    if (!("status" in event)) return;
    const { cost, closed, call } = ledger.end(event);
    if (call !== undefined) total.add(call);
    if (closed !== undefined && keep > 0 && kept.push(closed.accounts) > keep) kept.shift();
    if (cost !== undefined) onCost?.(cost);
    if (closed !== undefined) onTotal?.({ ...closed.tally.summary, runId: closed.runId });
  }

  return defineHandler({
    name: "cost",
    get total() {
      return total.summary;
    },
    costOf: (runId: string) => tallyOf(runId)?.summary,
    usageOf: (runId: string) => tallyOf(runId)?.summary.usage,
    on: Object.fromEntries(heard.map((type) => [type, hear])),
  });
}

type StartEvent = Extract<EarshotEvent, { readonly type: `${string}.start` }>;

const isStart = (event: EarshotEvent): event is StartEvent => event.type.endsWith(".start");

/** Deltas are not among them: nothing is made of a chunk for this handler's sake. */
const heard = ["chat_model", "llm", "chain", "tool", "retriever", "embedding"]
  .flatMap((kind) => [`${kind}.start`, `${kind}.end`])
  .concat("run.cache_hit");
