import type { Runnable } from "@earshot/core/runnables";
import type { ConformanceSkips } from "./conformance-case.js";

/** How the work inside a subject goes: well, with {@link subjectError}, or not at all until its signal aborts. */
export type SubjectWork = "work" | "fail" | "hang";

/** A kind of runnable under examination. */
export interface RunnableSubject<TInput, TOutput> {
  /**
   * Makes one whose own work, or that of a part of it, goes as told: `fail` throws {@link subjectError}, `hang` waits for its signal, and
   * for nothing else.
   */
  make(work: SubjectWork): Runnable<TInput, TOutput>;
  readonly input: TInput;
  /** What it gives for the input. */
  readonly output: TOutput;
  /** The input as it may come in pieces; default: the whole of it. */
  readonly inputPieces?: readonly TInput[];
  /** What it fails on, if its work can't be told to fail; default: the input. */
  readonly failingInput?: TInput;
  /** True for what it fails with; default: for what is, or is caused by, {@link subjectError}. */
  isFailure?(error: unknown): boolean;
  /** Puts pieces of output together; default: texts and lists are joined, of anything else there must be one piece. */
  combine?(pieces: readonly TOutput[]): TOutput;
  /** What is compared of an output; default: all of it. */
  essenceOf?(output: TOutput): unknown;
  /** True for what is no run of its own, such as a binding: what is bound is heard in its place. */
  readonly isTransparent?: boolean;
  readonly skips?: ConformanceSkips;
}

/** What a subject that is told to fail throws. */
export const subjectError = new Error("the subject fails, as it was told to");

/** Hangs until the signal aborts, and throws its reason then: what the work of a subject that is told to hang does. */
export function waitForAbort(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted === true) reject(signal.reason as Error);
    else signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}
