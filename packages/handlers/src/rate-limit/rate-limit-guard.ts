import { defineHandler, type EarshotEvent, type GuardingHandler } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { estimateTokens, lengthOfRequest } from "../guards/estimate-tokens.js";
import { guardKeyShape, keyOf, type GuardKey } from "../guards/guard-key.js";
import { InvalidLimitError } from "../guards/invalid-limit-error.js";
import { totalTokens } from "../guards/live-usage.js";
import type { PricedEnd, PricedStart } from "../pricing/priced-event.js";
import { RateLimitExceededError } from "./rate-limit-exceeded-error.js";
import { RateLimiter } from "./rate-limiter.js";
import type { Passage, Rate } from "./rate-window.js";

/** What {@link rateLimitGuard} may be told. */
export interface RateLimitGuardOptions {
  /** Calls of models, those that embed included, and their retries. */
  readonly requestsPerMinute?: number;
  /** Input and output tokens. Before a call, what it sends is estimated by the length of its text; what it used is settled at its end. */
  readonly tokensPerMinute?: number;
  /** Whom the rate is for. Default: all calls together. */
  readonly key?: GuardKey;
  /** Whether a call that comes too soon waits for its turn, or is refused. Default `"wait"`. */
  readonly onLimit?: "wait" | "refuse";
  /** The clock, in milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

/** One call that is open. */
interface OpenCall {
  readonly limiter: RateLimiter;
  readonly key: string | undefined;
  readonly estimate: number;
  readonly passages: Passage[];
}

/** Limits are looked at by `checkRate`. */
const shapes: ShapesOf<RateLimitGuardOptions> = {
  requestsPerMinute: option.any,
  tokensPerMinute: option.any,
  key: guardKeyShape,
  onLimit: option.oneOf("wait", "refuse"),
  now: option.function,
};

/**
 * Keeps calls of models within a rate: requests and tokens in any sixty seconds. A call that comes too soon waits for its turn, first come first
 * served, and no longer than its run lives; or it is refused with a {@link RateLimitExceededError}.
 *
 * @throws {InvalidLimitError} if there is no limit, or one that is none
 * @throws {UnknownOptionError | InvalidOptionError} for an option that there is not, or that can't be so
 * @example
 * ```ts
 * import { HandlerAbort } from "@earshot/core/errors";
 * import { FakeListChatModel } from "@earshot/core/utils/testing";
 * import { rateLimitGuard } from "@earshot/handlers/rate-limit";
 *
 * const callbacks = [rateLimitGuard({ requestsPerMinute: 2, onLimit: "refuse" })];
 * const model = new FakeListChatModel({ responses: ["hello"] });
 * await model.batch(["a", "b"], { callbacks });
 * const error = await model.invoke("c", { callbacks }).catch((reason: HandlerAbort) => reason.cause);
 * console.log((error as Error).message.split(".")[0]); // => The rate of 2 requests a minute is used up: with this call it would be 3, 1 over
 * ```
 */
export function rateLimitGuard(options: RateLimitGuardOptions): GuardingHandler {
  checkOptions("rateLimitGuard", options, shapes);
  const calls = new RateLimitedCalls(options);
  const start = (event: PricedStart) => calls.start(event);
  const end = (event: PricedEnd) => calls.end(event);
  return defineHandler({
    name: "rate-limit",
    policy: "guard",
    concurrent: true, // a call that waits must not keep the guard from hearing how others end
    on: {
      "chat_model.start": start,
      "llm.start": start,
      "embedding.start": start,
      "run.retry": (event) => calls.retry(event),
      "run.cache_hit": (event) => calls.hitCache(event),
      "chat_model.end": end,
      "llm.end": end,
      "embedding.end": end,
    },
  });
}

class RateLimitedCalls {
  readonly #rate: Rate;
  readonly #key: GuardKey | undefined;
  readonly #waits: boolean;
  readonly #now: () => number;
  /** The longest unused first. */
  readonly #limiters = new Map<string | undefined, RateLimiter>();
  readonly #open = new Map<string, OpenCall>();

  constructor(options: RateLimitGuardOptions) {
    const { requestsPerMinute, tokensPerMinute, key, onLimit = "wait", now = () => performance.now() } = options;
    checkRate({ requestsPerMinute, tokensPerMinute });
    this.#rate = { requestsPerMinute, tokensPerMinute };
    this.#key = key;
    this.#waits = onLimit === "wait";
    this.#now = now;
  }

  start(event: PricedStart): Promise<void> | undefined {
    const key = this.#key === undefined ? undefined : keyOf(event, this.#key, "rate-limit");
    if (this.#key !== undefined && key === undefined) return undefined; // not to be counted
    const estimate = this.#rate.tokensPerMinute === undefined ? 0 : estimateTokens(lengthOfRequest(event));
    const call: OpenCall = { limiter: this.#limiterOf(key), key, estimate, passages: [] };
    call.limiter.open++;
    this.#open.set(event.runId, call);
    return this.#pass(call);
  }

  /** Another request of the same call. */
  retry({ runId }: EarshotEvent): Promise<void> | undefined {
    const call = this.#open.get(runId);
    return call === undefined ? undefined : this.#pass(call);
  }

  /** There was no request. */
  hitCache({ runId }: EarshotEvent): void {
    const call = this.#open.get(runId);
    if (call !== undefined) giveBack(call);
  }

  end(event: PricedEnd): void {
    const call = this.#open.get(event.runId);
    if (call === undefined) return;
    this.#open.delete(event.runId);
    call.limiter.open--;
    call.limiter.giveUp(call);
    const { usage } = event;
    if (usage.source === "cache") giveBack(call);
    if (usage.source === "cache" || usage.source === "unavailable") return;
    const last = call.passages.at(-1);
    if (last !== undefined) call.limiter.settle(last, { tokens: totalTokens(usage), requests: 1 });
  }

  #pass(call: OpenCall): Promise<void> | undefined {
    const { limiter, estimate, key } = call;
    if (!this.#waits) {
      const answer = limiter.try(estimate);
      if (!("time" in answer)) throw new RateLimitExceededError(answer, key);
      call.passages.push(answer);
      return undefined;
    }
    const answer = limiter.take(estimate, call);
    if (!(answer instanceof Promise)) {
      call.passages.push(answer);
      return undefined;
    }
    return answer.then((passage) => {
      if (passage !== undefined) call.passages.push(passage);
    });
  }

  #limiterOf(key: string | undefined): RateLimiter {
    const known = this.#limiters.get(key);
    if (known === undefined) this.#sweep();
    else this.#limiters.delete(key);
    const limiter = known ?? this.#make(key);
    this.#limiters.set(key, limiter);
    return limiter;
  }

  #make(key: string | undefined): RateLimiter {
    return new RateLimiter({
      rate: this.#rate,
      now: this.#now,
      refuse: (excess) => new RateLimitExceededError(excess, key),
    });
  }

  /** Drops what a minute without calls has made empty. */
  #sweep(): void {
    for (const [key, limiter] of this.#limiters) {
      if (!limiter.isIdle) return;
      this.#limiters.delete(key);
    }
  }
}

function giveBack({ limiter, passages }: OpenCall): void {
  for (const passage of passages) limiter.settle(passage, { tokens: 0, requests: 0 });
}

function checkRate(rate: Rate): void {
  const limits = Object.entries(rate).filter(([, limit]) => limit !== undefined);
  if (limits.length === 0) throw invalid("no limit", "Give `requestsPerMinute`, `tokensPerMinute`, or both.");
  for (const [name, limit] of limits)
    if (typeof limit !== "number" || !(limit >= 1))
      throw invalid(`\`${name}: ${JSON.stringify(limit)}\``, "Give a number of one or more.");
}

const invalid = (problem: string, remedy: string) => new InvalidLimitError("rateLimitGuard", { problem, remedy });
