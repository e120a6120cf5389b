import { ExaminedRunnable } from "./examined-runnable.js";
import { RunnableAnswers } from "./runnable-answers.js";
import { RunnableEndings } from "./runnable-endings.js";
import type { RunnableSubject } from "./runnable-subject.js";

/** What every runnable is asked, by the case's name; suites of special runnables add theirs. */
export function runnableCases<TInput, TOutput>(
  subject: RunnableSubject<TInput, TOutput>,
): Readonly<Record<string, () => Promise<void>>> {
  const examined = new ExaminedRunnable(subject);
  const answers = new RunnableAnswers(examined);
  const endings = new RunnableEndings(examined);
  return {
    "invoke gives the output": () => answers.invoke(),
    "stream gives pieces of the output": () => answers.stream(),
    "transform gives the output for an input in pieces": () => answers.transform(),
    "batch gives the outputs in the order of the inputs": () => answers.batch(),
    "batch keeps to maxConcurrency, and returns exceptions when asked": () => answers.batchOfFailures(),
    "it is heard: one start, one end, inputs and outputs": () => answers.heard(),
    "it is heard when it is streamed": () => answers.heardStream(),
    "it runs below the run whose config it is given": () => answers.parent(),
    "tags, metadata, name and id of the call are its run's": () => answers.labels(),
    "a handler that is attached twice hears once": () => answers.attachedTwice(),
    "an error ends the run with it, and is thrown": () => endings.failure(),
    "an error in a stream ends the run with it": () => endings.failureInStream(),
    "a signal that has aborted keeps it from working": () => endings.abortedBefore(),
    "an abort ends it at once, in its work": () => endings.abort(),
    "an abort ends its stream": () => endings.abortOfStream(),
    "an abort ends it while its input is still to come": () => endings.abortOfInput(),
    "a timeout ends it": () => endings.timeout(),
    "leaving a stream early ends it as cancelled": () => endings.leave(),
    "a guard stops it before it begins": () => endings.guard(),
    "it lets go of the signal it was given": () => endings.letsGo(),
    "unheard, it works the same": () => answers.unheard(),
    "it says what it is: name, serialized form": () => answers.describes(),
  };
}
