import { noTags } from "../context/tags.js";
import { eventTable } from "../events/event-table.js";
import { composedOf, type ComposedRunnable, type RunnablePart } from "./composed-of.js";
import { AttemptingRunnable, type Work } from "./attempting-runnable.js";
import type { HeardRunnableFields } from "./heard-runnable.js";
import { isFinalError } from "./is-final-error.js";
import type { Runnable } from "./runnable.js";
import { Step } from "./step.js";

/** What a runnable with fallbacks is made of. */
export interface RunnableWithFallbacksFields<TInput = unknown, TOutput = unknown> extends HeardRunnableFields {
  runnable: Runnable<TInput, TOutput>;
  fallbacks: Runnable<TInput, TOutput>[];
}

/** Every error of a call in which all failed, by the first of them, which is the one that is thrown. */
const errorsByFirst = new WeakMap<object, readonly unknown[]>();

/**
 * Runs a runnable and, when it fails, its fallbacks in order until one succeeds. If all fail the first one's error is thrown;
 * `RunnableWithFallbacks.errorsOf(error)` answers all of them.
 *
 * Each that is tried is a child of its run, and each switch is heard as `run.fallback`. Interrupts, aborts and a guard's objections are
 * no failures to fall back from. A batch falls back for each input by itself. A stream falls back as long as it hasn't handed out a chunk; a
 * streamed input is taken whole first.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 *
 * const strict = RunnableLambda.from((text: string) => JSON.parse(text) as unknown);
 * const lenient = RunnableLambda.from((text: string): unknown => ({ text }));
 * console.log(await strict.withFallbacks([lenient]).invoke("not JSON")); // => { text: 'not JSON' }
 * ```
 */
export class RunnableWithFallbacks<TInput = unknown, TOutput = unknown>
  extends AttemptingRunnable<TInput, TOutput>
  implements ComposedRunnable
{
  override lc_namespace = ["langchain_core", "runnables"];
  override lc_serializable = true;
  readonly runnable: Runnable<TInput, TOutput>;
  readonly fallbacks: readonly Runnable<TInput, TOutput>[];
  protected override readonly firstStep: Step;

  constructor(fields: RunnableWithFallbacksFields<TInput, TOutput>) {
    const { runnable, fallbacks, name, callbacks, tags, metadata } = fields;
    super({ runnable, fallbacks });
    this.runnable = runnable;
    this.fallbacks = fallbacks;
    if (name !== undefined) this.name = name;
    this.callbacks = callbacks;
    this.tags = tags;
    this.metadata = metadata;
    this.firstStep = new Step(runnable as Runnable, noTags);
  }

  static override lc_name(): string {
    return "RunnableWithFallbacks";
  }

  /** Every error, in order, of the call that threw this one; of any other error, that alone. */
  static errorsOf(error: unknown): readonly unknown[] {
    return (isObject(error) ? errorsByFirst.get(error) : undefined) ?? [error];
  }

  /** The runnable and its fallbacks, in the order they are tried. */
  *runnables(): Generator<Runnable<TInput, TOutput>> {
    yield this.runnable;
    yield* this.fallbacks;
  }

  *[composedOf](): Generator<RunnablePart> {
    yield { runnable: this.runnable as Runnable };
    for (const runnable of this.fallbacks)
      yield { runnable: runnable as Runnable, label: "fallback", conditional: true };
  }

  /** LangChain leaves these runs without a name of their own. */
  protected override get runName(): string | undefined {
    return this.name;
  }

  /** Says that the next one is tried. */
  protected override async nextStep({ run }: Work<TInput>, errors: readonly unknown[]): Promise<Step> {
    const [first, error] = [errors[0], errors.at(-1)];
    if (isFinalError(error)) throw error;
    const to = this.fallbacks[errors.length - 1] as Runnable | undefined;
    if (to === undefined) {
      if (isObject(first)) errorsByFirst.set(first, errors);
      throw first;
    }
    const from = errors.length === 1 ? this.runnable : (this.fallbacks[errors.length - 2] as Runnable);
    await run.emit(eventTable.runFallback, { from: from.getName(), to: to.getName(), error });
    return new Step(to, noTags);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
