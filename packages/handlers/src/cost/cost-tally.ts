import type { Usage } from "@earshot/core/events";
import { formatMoney, type Money } from "../pricing/money.js";
import type { CostSummary } from "./cost-summary.js";

/** A call as it is added up. */
export interface TalliedCall {
  readonly usage: Usage;
  readonly money: Money | undefined;
  readonly isEstimated: boolean;
  readonly isPartial: boolean;
}

/** Adds up what calls cost and used. An unknown price or usage is counted as such, and never as zero. */
export class CostTally {
  #money: Money = 0n;
  #calls = 0;
  #unknown = 0;
  #estimated = 0;
  #partial = 0;
  #unknownUsage = 0;
  #input = 0;
  #output = 0;
  #total = 0;
  #cacheRead = 0;
  #cacheWrite = 0;
  #reasoning = 0;

  add({ usage, money, isEstimated, isPartial }: TalliedCall): void {
    this.#calls++;
    if (money === undefined) this.#unknown++;
    else this.#money += money;
    if (isEstimated) this.#estimated++;
    if (isPartial) this.#partial++;
    if (usage.source === "unavailable") {
      this.#unknownUsage++;
      return;
    }
    const { input_token_details: input = {}, output_token_details: output = {} } = usage;
    this.#input += usage.input_tokens;
    this.#output += usage.output_tokens;
    this.#total += usage.total_tokens;
    this.#cacheRead += input.cache_read ?? 0;
    this.#cacheWrite += input.cache_creation ?? 0;
    this.#reasoning += output.reasoning ?? 0;
  }

  get summary(): CostSummary {
    return Object.freeze({
      amount: formatMoney(this.#money),
      currency: "USD",
      calls: this.#calls,
      unknown: this.#unknown,
      estimated: this.#estimated,
      partial: this.#partial,
      usage: Object.freeze({
        inputTokens: this.#input,
        outputTokens: this.#output,
        totalTokens: this.#total,
        cacheReadTokens: this.#cacheRead,
        cacheWriteTokens: this.#cacheWrite,
        reasoningTokens: this.#reasoning,
        unknown: this.#unknownUsage,
      }),
    });
  }
}
