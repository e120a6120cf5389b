import { AnthropicError } from "./errors/anthropic-error.js";
import { wait } from "./wait.js";

/** What is said before a wait. */
export interface RetryNotice {
  /** 1 for the first retry. */
  readonly attempt: number;
  readonly error: unknown;
  readonly delayMs: number;
}

/** When to try again. */
export interface RetryPolicy {
  /** Retries after the first attempt; 0 means none. */
  readonly maxRetries: number;
  readonly signal?: AbortSignal | undefined;
  /** Called before each wait; if it rejects, that ends the retries. */
  readonly onRetry: (notice: RetryNotice) => unknown;
}

const firstDelayMs = 500;
const longestDelayMs = 8_000;
/** If the API asks for a longer wait, the caller is told at once instead of left waiting. */
const longestAskedDelayMs = 60_000;

/**
 * Runs `attempt` until it succeeds, fails for good, or `maxRetries` is used up; then the last error is thrown. Only an `AnthropicError`
 * with `retryable` is tried again. The wait is what the API asked for in `retry-after` or `retry-after-ms` – up to a minute, beyond that the
 * error is thrown with its `retryAfterMs` – else half a second, doubled each time up to eight, less up to a quarter at random. An abort
 * ends a wait at once and rejects with the signal's reason.
 */
export async function retry<T>(attempt: () => Promise<T>, policy: RetryPolicy): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      const delayMs = failures < policy.maxRetries ? delayAfter(error, failures) : undefined;
      if (delayMs === undefined) throw error;
      await policy.onRetry({ attempt: failures + 1, error, delayMs });
      await wait(delayMs, policy.signal);
    }
  }
}

function delayAfter(error: unknown, failures: number): number | undefined {
  if (!(error instanceof AnthropicError) || !error.retryable) return undefined;
  if (error.retryAfterMs !== undefined)
    return error.retryAfterMs <= longestAskedDelayMs ? error.retryAfterMs : undefined;
  const full = Math.min(firstDelayMs * 2 ** failures, longestDelayMs);
  return full * (1 - Math.random() * 0.25);
}
