import type { RunnableShape } from "./runnable-like.js";

/** What a function's result is the output of: the pieces of a generator, the output of a runnable, or the value itself. */
export type OutputOf<TResult> =
  TResult extends RunnableShape<never, infer TOutput>
    ? TOutput
    : TResult extends Generator<infer TPiece>
      ? TPiece
      : TResult extends AsyncGenerator<infer TPiece>
        ? TPiece
        : TResult;

/** The output of what is taken as a runnable. */
export type ComposedOutput<TComposable> =
  TComposable extends RunnableShape<never, infer TOutput>
    ? TOutput
    : TComposable extends (...input: never[]) => infer TResult
      ? OutputOf<Awaited<TResult>>
      : { -readonly [TKey in keyof TComposable]: ComposedOutput<TComposable[TKey]> };

/** The outputs of a dictionary of runnables, by key. */
export type OutputsOf<TSteps> = {
  -readonly [TKey in keyof TSteps]: ComposedOutput<TSteps[TKey]>;
};

/** A dictionary that others are added to; where both have a key, it is the added one. */
export type Assigned<TGiven, TAdded> = unknown extends TGiven
  ? TAdded
  : {
      [TKey in keyof TGiven | keyof TAdded]: TKey extends keyof TAdded
        ? TAdded[TKey]
        : TKey extends keyof TGiven
          ? TGiven[TKey]
          : never;
    };

/** The keys that can be picked; any, where nothing is known of the dictionary. */
export type KeyOf<TGiven> = unknown extends TGiven ? string : Extract<keyof TGiven, string> | NoKey;

/** No text is one. Without it a single key would be all of `KeyOf`, and `TKey & KeyOf` would give TypeScript nothing to infer from. */
type NoKey = string & { readonly noKey: never };

/** What stands under a key. */
export type ValueOf<TGiven, TKey> = TKey extends keyof TGiven ? TGiven[TKey] : unknown;
