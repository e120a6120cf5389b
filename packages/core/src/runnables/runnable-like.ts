import type { RunnableConfig } from "../context/run-config.js";

/** What a function in a chain may be: it gets the input and the config to invoke other runnables with. */
export type RunnableFunction<TInput, TOutput> = (
  input: TInput,
  config: RunnableConfig,
) => TOutput | PromiseLike<TOutput>;

/** A runnable as far as composing it goes, from this or another copy of the package. */
export interface RunnableShape<TInput, TOutput> {
  readonly lc_runnable: true;
  invoke(input: TInput, config?: RunnableConfig): Promise<TOutput>;
}

/** What `pipe` and `from` take for a runnable. */
export type RunnableLike<TInput, TOutput> = RunnableShape<TInput, TOutput> | RunnableFunction<TInput, TOutput>;
