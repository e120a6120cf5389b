import type { HandedConfig } from "../context/interop.js";
import type { RunnableConfig } from "../context/run-config.js";

/** What a function in a chain may be: it gets the input and the config to invoke other runnables with. */
export type RunnableFunction<TInput, TOutput> = (input: TInput, config: HandedConfig) => TOutput | PromiseLike<TOutput>;

/** A runnable as far as composing it goes, from this or another copy of the package. */
export interface RunnableShape<TInput, TOutput> {
  readonly lc_runnable: true;
  invoke(input: TInput, config?: RunnableConfig): Promise<TOutput>;
}

/** What can be taken as a runnable of that input: a runnable, a function, or a dictionary of such, which runs them all at once. */
export type Composable<TInput> =
  | RunnableShape<TInput, unknown>
  | RunnableFunction<TInput, unknown>
  | RunnableDictionary<TInput>;

/** A dictionary of what can be taken as runnables, all of them given the same input. */
export interface RunnableDictionary<TInput> {
  readonly [key: string]: Composable<TInput>;
}

/** The same where its output is known. */
export type RunnableMapLike<TInput, TOutput> = unknown extends TOutput
  ? RunnableDictionary<TInput>
  : object & { readonly [TKey in keyof TOutput]: RunnableLike<TInput, TOutput[TKey]> }; // of a text it would be a text

/** What `from` takes for a runnable whose output is known. */
export type RunnableLike<TInput = never, TOutput = unknown> =
  | RunnableShape<TInput, TOutput>
  | RunnableFunction<TInput, TOutput>
  | RunnableMapLike<TInput, TOutput>;
