import { AISDKModelError } from "../errors/ai-sdk-model-error.js";

/** What is said before a wait. */
export interface RetryNotice {
  /** 1 for the first retry. */
  readonly attempt: number;
  readonly error: unknown;
  readonly delayMs: number;
}

/** When to try again. */
export interface RetryPolicy {
  readonly maxRetries: number;
  readonly signal: AbortSignal | undefined;
  /** Called before each wait; if it rejects, that ends the retries. */
  readonly onRetry: (notice: RetryNotice) => unknown;
}

const firstDelayMs = 500;
const longestDelayMs = 8_000;
/** If the provider asks for a longer wait, the caller is told at once instead of left waiting. */
const longestAskedDelayMs = 60_000;

/**
 * Runs `attempt` until it succeeds, fails for good, or `maxRetries` is used up; then the last error is thrown. The wait is what the provider
 * asked for, else half a second, doubled each time up to eight. An abort ends a wait at once and rejects with the signal's reason.
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
  if (!(error instanceof AISDKModelError) || !error.retryable) return undefined;
  const { retryAfterMs } = error;
  if (retryAfterMs !== undefined) return retryAfterMs <= longestAskedDelayMs ? retryAfterMs : undefined;
  return Math.min(firstDelayMs * 2 ** failures, longestDelayMs) * (1 - Math.random() * 0.25);
}

function wait(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, delayMs);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
