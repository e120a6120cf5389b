import { wait } from "../util/wait.js";

/** What is said before a wait. */
export interface RetryNotice {
  /** 1 for the first retry. */
  readonly attempt: number;
  readonly error: unknown;
  readonly delayMs: number;
}

/** When a request is sent again. */
export interface RetryPolicy {
  /** Retries after the first attempt; 0 means none. */
  readonly maxRetries: number;
  readonly signal?: AbortSignal | undefined;
  /** Called before each wait; if it rejects, that ends the retries. */
  readonly onRetry: (notice: RetryNotice) => unknown;
  /** True for an error that another attempt may not meet. */
  isRetryable(error: unknown): error is { readonly retryAfterMs?: number | undefined };
}

const firstDelayMs = 500;
const longestDelayMs = 8_000;
/** If the provider asks for a longer wait, the caller is told at once instead of left waiting. */
const longestAskedDelayMs = 60_000;

/**
 * What a model of a provider sends its requests by: runs `attempt` until it succeeds, fails for good, or `maxRetries` is used up; then the last
 * error is thrown. The wait is what the error asks for in `retryAfterMs` – up to a minute, beyond that the error is thrown –, else half a
 * second, doubled each time up to eight, less up to a quarter at random. An abort ends a wait at once and rejects with the signal's reason.
 *
 * @example
 * ```ts
 * import { retryRequest } from "@earshot/core/utils/retry";
 *
 * const busy = Object.assign(new Error("busy"), { retryAfterMs: 1 });
 * let calls = 0;
 * const answer = await retryRequest(
 *   async () => {
 *     if (++calls === 1) throw busy;
 *     return "hello";
 *   },
 *   { maxRetries: 2, onRetry: ({ attempt }) => console.log("retry", attempt), isRetryable: (error): error is typeof busy => error === busy },
 * );
 * console.log(answer);
 * // => retry 1
 * // => hello
 * ```
 */
export async function retryRequest<TAnswer>(attempt: () => Promise<TAnswer>, policy: RetryPolicy): Promise<TAnswer> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failures >= policy.maxRetries || !policy.isRetryable(error)) throw error;
      const delayMs = error.retryAfterMs ?? backoff(failures);
      if (delayMs > longestAskedDelayMs) throw error;
      await policy.onRetry({ attempt: failures + 1, error, delayMs });
      await wait(delayMs, policy.signal);
    }
  }
}

const backoff = (failures: number): number =>
  Math.min(firstDelayMs * 2 ** failures, longestDelayMs) * (1 - Math.random() * 0.25);
