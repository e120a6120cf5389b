import { isThenable } from "../util/is-thenable.js";
import { enter } from "./enter.js";
import { fail } from "./fail.js";
import type { MaybePromise } from "./maybe-promise.js";
import type { Cancellation } from "./run-parts.js";
import type { Run } from "./run.js";

/** What to do with the output of a body that succeeded. */
type Finish = <TOutput>(run: Run, output: TOutput) => MaybePromise<TOutput>;

/**
 * Runs the body of a started run and ends the run with what becomes of it: once, whatever happens, and at once when it is cancelled,
 * even if the body never notices. Synchronous as long as the body is and nobody has to be waited for.
 *
 * @param started what {@link start} answered
 * @throws what the body threw, or a guard's objection
 */
export function execute<TOutput>(
  run: Run,
  started: Promise<void> | undefined,
  body: () => TOutput | PromiseLike<TOutput>,
): MaybePromise<TOutput> {
  return started === undefined
    ? perform(run, body, succeed)
    : track(
        run,
        started.then(() => runBody(run, body)),
        succeed,
      );
}

/** {@link execute} for a body that only prepares the work, as the opening of a stream does: if it succeeds the run stays open. */
export function hold<TOutput>(
  run: Run,
  started: Promise<void> | undefined,
  body: () => TOutput | PromiseLike<TOutput>,
): MaybePromise<TOutput> {
  return started === undefined
    ? perform(run, body, keepOpen)
    : track(
        run,
        started.then(() => runBody(run, body)),
        keepOpen,
      );
}

const keepOpen: Finish = (_, output) => output;

function perform<TOutput>(run: Run, body: () => TOutput | PromiseLike<TOutput>, finish: Finish): MaybePromise<TOutput> {
  let output: TOutput | PromiseLike<TOutput>;
  try {
    output = runBody(run, body);
  } catch (error) {
    if (run.cancellation !== undefined) return rejectWith(run.cancellation);
    return fail(run, error) as MaybePromise<TOutput>;
  }
  if (isThenable(output)) return track(run, output as PromiseLike<TOutput>, finish);
  if (run.cancellation !== undefined) return rejectWith(run.cancellation); // the body went on in a run that was cancelled under it
  return finish(run, output as TOutput);
}

function rejectWith({ error, ended }: Cancellation): Promise<never> {
  if (ended === undefined) throw error;
  return ended.then(() => {
    throw error;
  });
}

function runBody<TOutput>(run: Run, body: () => TOutput | PromiseLike<TOutput>): TOutput | PromiseLike<TOutput> {
  run.throwIfEnded();
  return enter(run, body);
}

function track<TOutput>(run: Run, pending: PromiseLike<TOutput>, finish: Finish): Promise<TOutput> {
  const promise = new Promise<TOutput>((resolve, reject) => {
    run.onCancel = ({ error, ended }) => settleAfter(ended, () => reject(error));
    if (run.cancellation !== undefined) run.onCancel(run.cancellation); // while its body was starting
    pending.then(
      (output) => {
        // A stream that was opened knows how its run has ended meanwhile: its consumer is told at the first pull.
        if (run.isOpen || finish === keepOpen) settleWith(resolve, reject, () => finish(run, output));
      },
      (error: unknown) => {
        if (run.isOpen) settleWith(resolve, reject, () => fail(run, error) as MaybePromise<TOutput>);
        else if (run.cancellation === undefined) reject(error); // a guard objected to the start
      },
    );
  });
  // Whoever let go of a run that is cancelled with its parent is not to be told by a crash.
  if (run.parent !== undefined) promise.catch(() => undefined);
  return promise;
}

function settleWith<TOutput>(
  resolve: (value: MaybePromise<TOutput>) => void,
  reject: (error: unknown) => void,
  attempt: () => MaybePromise<TOutput>,
): void {
  try {
    resolve(attempt());
  } catch (error) {
    reject(error);
  }
}

function settleAfter(ended: Promise<void> | undefined, settle: () => void): void {
  if (ended === undefined) settle();
  else void ended.then(settle, settle);
}

function succeed<TOutput>(run: Run, output: TOutput): MaybePromise<TOutput> {
  const ended = run.settle({ status: "ok", output });
  if (run.cancellation !== undefined) return rejectWith(run.cancellation); // at the last thing it said
  return ended === undefined ? output : ended.then(() => output);
}
