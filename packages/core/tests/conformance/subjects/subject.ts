import { type RunnableSubject, subjectError, type SubjectWork, waitForAbort } from "@earshot/testing";
import { RunnableLambda } from "../../../src/exports/runnables.js";

export type AnySubject = RunnableSubject<unknown, unknown>;

/** A class → its subject; or why it has none. */
export type Subjects = Readonly<Record<string, AnySubject | { readonly takesNone: string }>>;

/** A subject among those of other inputs and outputs. */
export const subject = <TInput, TOutput>(given: RunnableSubject<TInput, TOutput>): AnySubject => given as never;

/** Does the work as told, and answers with `done` if it is to go well. */
export async function perform<TOutput>(work: SubjectWork, signal: AbortSignal | undefined, done: TOutput) {
  if (work === "fail") throw subjectError;
  return work === "hang" ? waitForAbort(signal) : done;
}

/** A function that goes as it is told. */
export function shout(work: SubjectWork): RunnableLambda<string, string> {
  return RunnableLambda.from((input: string, { signal }) => {
    if (work === "fail") throw subjectError;
    return work === "hang" ? waitForAbort(signal) : input.toUpperCase();
  });
}

/** The skips of what does its work at once. */
export const atOnce = Object.fromEntries(
  ["an abort ends it at once, in its work", "an abort ends its stream", "a timeout ends it"].map((name) => [
    name,
    "it does its work at once: there is nothing to interrupt",
  ]),
);

/** What nobody can read: its work fails on it. */
export function unreadable<TValue extends object>(value: TValue, ...keys: string[]): TValue {
  for (const key of keys)
    Object.defineProperty(value, key, {
      enumerable: true,
      get() {
        throw subjectError;
      },
    });
  return value;
}

/** Puts pieces of a dictionary together. */
export const merge = <TDictionary extends object>(pieces: readonly TDictionary[]): TDictionary =>
  Object.assign({}, ...pieces) as TDictionary;

/** Of pieces that are each all there is so far. */
export const lastOf = <TOutput>(pieces: readonly TOutput[]): TOutput => pieces.at(-1) as TOutput;
