import { casesOf, type ConformanceCase } from "./conformance-case.js";
import { RunnableExam } from "./runnable-exam.js";
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
  const exam = new RunnableExam(subject);
  return casesOf(
    {
      "invoke gives the output": () => exam.invoke(),
      "stream gives pieces of the output": () => exam.stream(),
      "transform gives the output for an input in pieces": () => exam.transform(),
      "batch gives the outputs in the order of the inputs": () => exam.batch(),
      "batch keeps to maxConcurrency, and returns exceptions when asked": () => exam.batchOfFailures(),
      "it is heard: one start, one end, inputs and outputs": () => exam.heard(),
      "it is heard when it is streamed": () => exam.heardStream(),
      "it runs below the run whose config it is given": () => exam.parent(),
      "tags, metadata, name and id of the call are its run's": () => exam.labels(),
      "a handler that is attached twice hears once": () => exam.attachedTwice(),
      "an error ends the run with it, and is thrown": () => exam.failure(),
      "an error in a stream ends the run with it": () => exam.failureInStream(),
      "a signal that has aborted keeps it from working": () => exam.abortedBefore(),
      "an abort ends it at once, in its work": () => exam.abort(),
      "an abort ends its stream": () => exam.abortOfStream(),
      "a timeout ends it": () => exam.timeout(),
      "leaving a stream early ends it as cancelled": () => exam.leave(),
      "a guard stops it before it begins": () => exam.guard(),
      "it lets go of the signal it was given": () => exam.letsGo(),
      "unheard, it works the same": () => exam.unheard(),
      "it says what it is: name, serialized form": () => exam.describes(),
    },
    subject.skips,
  );
}
