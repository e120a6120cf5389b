import type { RunnableConfig } from "../context/run-config.js";
import { noTags } from "../context/tags.js";
import { eventTable } from "../events/event-table.js";
import { checkOptions } from "../options/check-options.js";
import { option, type ShapesOf } from "../options/option-shape.js";
import { retryAfterOf } from "../util/retry-after-of.js";
import { wait } from "../util/wait.js";
import { AttemptingRunnable, type Work } from "./attempting-runnable.js";
import { composedOf, type ComposedRunnable, type RunnablePart } from "./composed-of.js";
import { isFinalError, isProgramError } from "./is-final-error.js";
import { RunnableBinding, type RunnableBindingFields } from "./runnable-binding.js";
import type { Runnable } from "./runnable.js";
import { Step } from "./step.js";

/** Told of each attempt that failed, the last one too. What it throws, or rejects with, ends the retrying and is what the caller gets. */
export type RunnableRetryFailedAttemptHandler<TInput = unknown> = (error: unknown, input: TInput) => unknown;

/** How often something is tried. */
export interface RetryFields<TInput = unknown> {
  /** How many attempts there are, the first one included; default 3. */
  stopAfterAttempt?: number;
  onFailedAttempt?: RunnableRetryFailedAttemptHandler<TInput>;
}

/** What a retrying runnable is made of. */
export interface RunnableRetryFields<
  TInput = unknown,
  TOutput = unknown,
  TConfig extends RunnableConfig = RunnableConfig,
> extends RunnableBindingFields<TInput, TOutput, TConfig> {
  /** How many attempts there are, the first one included; default 3. */
  maxAttemptNumber?: number;
  onFailedAttempt?: RunnableRetryFailedAttemptHandler<TInput>;
}

// Made at the call, so that a bundle without it has nothing of it.
const shapes = (): ShapesOf<RetryFields> => ({
  stopAfterAttempt: option.number({ from: 1, isWhole: true }),
  onFailedAttempt: option.function,
});
const defaultAttempts = 3;
const firstDelayMs = 1000;
/** What a platform's timer can wait. */
const longestDelayMs = 0x7fffffff;

/**
 * Tries a runnable again when it fails. Before attempt N + 1 it waits between 1 and 2 times 2 ** (N - 1) seconds, or as long as the error
 * asks for (`retryAfterMs`, `retryAfter`, a `retry-after` header); a signal or a timeout ends the waiting at once.
 *
 * It is a run of its own with one child for each attempt; those after the first have the tag `retry:attempt:N`. Each retry is heard as
 * `run.retry`, with the number of the attempt that failed, its error and the delay, before the waiting begins.
 *
 * Not retried are interrupts, aborts, a guard's objections, and a `TypeError` that isn't the network's. A batch retries each input by
 * itself. A stream is retried as long as it hasn't handed out a chunk; from then on its failure is its consumer's. A streamed input is
 * taken whole first, so that it can be given again.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 *
 * let calls = 0;
 * const flaky = RunnableLambda.from((word: string) => {
 *   if (++calls === 1) throw Object.assign(new Error("busy"), { retryAfterMs: 5 });
 *   return `${word} at attempt ${calls}`;
 * });
 * console.log(await flaky.withRetry({ stopAfterAttempt: 2 }).invoke("there")); // => there at attempt 2
 * ```
 */
export class RunnableRetry<TInput = unknown, TOutput = unknown, TConfig extends RunnableConfig = RunnableConfig>
  extends AttemptingRunnable<TInput, TOutput, TConfig>
  implements ComposedRunnable
{
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly bound: Runnable<TInput, TOutput, TConfig>;
  readonly config: Partial<TConfig>;
  readonly kwargs: Partial<TConfig>;
  readonly maxAttemptNumber: number;
  readonly onFailedAttempt: RunnableRetryFailedAttemptHandler<never> | undefined;
  readonly #tried: Runnable;
  protected override readonly firstStep: Step;

  constructor(fields: RunnableRetryFields<TInput, TOutput, TConfig>) {
    const { bound, config, kwargs = {}, configFactories, maxAttemptNumber = defaultAttempts, onFailedAttempt } = fields;
    super({ maxAttemptNumber, ...fields, kwargs });
    this.bound = bound;
    this.config = config;
    this.kwargs = kwargs;
    this.maxAttemptNumber = maxAttemptNumber;
    this.onFailedAttempt = onFailedAttempt;
    const isBare = configFactories === undefined && Object.keys({ ...config, ...kwargs }).length === 0;
    this.#tried = (isBare ? bound : new RunnableBinding({ bound, config, kwargs, configFactories })) as Runnable;
    this.firstStep = new Step(this.#tried, noTags);
  }

  static override lc_name(): string {
    return "RunnableRetry";
  }

  /** @internal What `withRetry` builds: on a binding, one that retries what that is bound to. */
  static of(runnable: Runnable, fields: RetryFields = {}): RunnableRetry {
    checkOptions("withRetry", fields, shapes());
    const { stopAfterAttempt } = fields;
    const { bound, config, kwargs, configFactories } = RunnableBinding.isRunnableBinding(runnable)
      ? runnable
      : { bound: runnable, config: {} };
    const attempts = stopAfterAttempt === undefined ? undefined : { maxAttemptNumber: stopAfterAttempt };
    return new RunnableRetry({ bound, config, kwargs, configFactories, ...attempts, ...fields });
  }

  *[composedOf](): Generator<RunnablePart> {
    yield { runnable: this.bound as Runnable };
  }

  override getName(suffix?: string): string {
    return this.name === undefined ? this.bound.getName(suffix) : super.getName(suffix);
  }

  /** Says that there will be another attempt, and waits until it is due. */
  protected override async nextStep({ input, run }: Work<TInput>, errors: readonly unknown[]): Promise<Step> {
    const attempt = errors.length;
    const error = errors.at(-1);
    if (isFinalError(error) || isProgramError(error)) throw error;
    await this.onFailedAttempt?.(error, input as never);
    if (attempt >= this.maxAttemptNumber) throw error;
    const delayMs = Math.min(retryAfterOf(error) ?? backoff(attempt), longestDelayMs);
    await run.emit(eventTable.runRetry, { attempt, error, delayMs });
    await wait(delayMs, run.signal);
    return new Step(this.#tried, Object.freeze([`retry:attempt:${attempt + 1}`]));
  }
}

/** Twice as long after each attempt, and up to twice that again: callers that failed together don't come back together. */
function backoff(failed: number): number {
  return Math.round((1 + Math.random()) * firstDelayMs * 2 ** (failed - 1));
}
