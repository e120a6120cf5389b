import { EarshotError } from "@earshot/core/errors";
import { withCount } from "../rendering/with-count.js";

/** What a budget limits. */
export type BudgetName = "tokens" | "money" | "timeMs" | "modelCalls" | "toolCalls";

/** How a budget was exceeded. */
export interface BudgetExcess {
  readonly budget: BudgetName;
  /** Money as a text with all its digits. */
  readonly limit: number | string;
  /** What was used; of calls, those that there would be with the one that was refused. */
  readonly used: number | string;
  /** By how much the limit is exceeded; zero if nothing is left of it and a call is refused for that. */
  readonly over: number | string;
  readonly per: "run" | "call" | "key";
  /** The run, the root run, or the key that the budget is for. Not in the message, since it may be a name. */
  readonly key: string;
  /** True if a part of `used` is an estimate by the length of texts. */
  readonly isEstimated: boolean;
}

/** A budget is used up; the cause of the `HandlerAbort` that the caller gets. */
export class BudgetExceededError extends EarshotError implements BudgetExcess {
  override readonly name = "BudgetExceededError";
  readonly budget: BudgetName;
  readonly limit: number | string;
  readonly used: number | string;
  readonly over: number | string;
  readonly per: "run" | "call" | "key";
  readonly key: string;
  readonly isEstimated: boolean;

  constructor(excess: BudgetExcess) {
    const { budget, limit, used, over, per, key, isEstimated } = excess;
    const estimated = isEstimated ? " (partly estimated)" : "";
    const rest = Number(over) === 0 ? "nothing is left" : `${over} over`;
    super(
      `The budget of ${withUnit(limit, budget)} per ${per} is used up: ${withUnit(used, budget)}${estimated}, ${rest}. ` +
        `Raise \`${budget}\`, or ${remedies[per]}.`,
      { code: "BUDGET_EXCEEDED" },
    );
    this.budget = budget;
    this.limit = limit;
    this.used = used;
    this.over = over;
    this.per = per;
    this.key = key;
    this.isEstimated = isEstimated;
  }
}

const counted = { tokens: "token", modelCalls: "model call", toolCalls: "tool call" };
const remedies = {
  run: "ask for less in one run",
  call: "ask for less in one call",
  key: "wait until the budget is new, or call the guard's `reset`",
};

function withUnit(amount: number | string, budget: BudgetName): string {
  if (budget === "money") return `${amount} USD`;
  return budget === "timeMs" ? `${amount} ms` : withCount(amount, counted[budget]);
}
