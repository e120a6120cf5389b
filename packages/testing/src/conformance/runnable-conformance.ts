import { casesOf, type ConformanceCase } from "./conformance-case.js";
import { runnableCases } from "./runnable-cases.js";
import type { RunnableSubject } from "./runnable-subject.js";

/**
 * What every runnable promises: an output however it is asked for, one start and one end whatever happens, parents, tags and metadata,
 * signals that reach it and listeners that are let go. For whoever writes runnables; every one of Earshot's own takes it.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { runnableConformance, subjectError, waitForAbort } from "@earshot/testing";
 *
 * const cases = runnableConformance({
 *   make: (work) =>
 *     RunnableLambda.from((input: string, { signal }) => {
 *       if (work === "fail") throw subjectError;
 *       return work === "hang" ? waitForAbort(signal) : input.toUpperCase();
 *     }),
 *   input: "hear",
 *   output: "HEAR",
 * });
 * for (const { skip, run } of cases) if (skip === undefined) await run();
 * console.log(cases.length > 10); // => true
 * ```
 */
export function runnableConformance<TInput, TOutput>(
  subject: RunnableSubject<TInput, TOutput>,
): readonly ConformanceCase[] {
  return casesOf(runnableCases(subject), subject.skips);
}
