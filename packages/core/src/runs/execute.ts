import { enterAmbientContext } from "../ambient-context/ambient-context.js";
import type { EventPayloads, EventType } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import { isThenable } from "../util/is-thenable.js";
import type { Cancellation, Outcome, Run } from "./run.js";
import { wrapRun } from "./wrap-run.js";

/** A value, or a promise of it where something had to be waited for. */
export type MaybePromise<TValue> = TValue | Promise<TValue>;

/** The promise of what `attempt` answers or throws; where that is a promise already, the very same. */
export function promiseOf<TValue>(attempt: () => MaybePromise<TValue>): Promise<TValue> {
  try {
    const value = attempt();
    return value instanceof Promise ? value : Promise.resolve(value);
  } catch (error) {
    return Promise.reject(error);
  }
}

/**
 * Says that the run has started. A guard's objection ends the run.
 *
 * @param payload may be left out where it is dear to make and nobody hears it
 */
export function start<TType extends EventType>(
  run: Run,
  row: EventRow<TType>,
  payload: EventPayloads[TType] | undefined,
): Promise<void> | undefined {
  run.isStarted = run.isOpen;
  if (payload === undefined || !run.hears(row)) return undefined;
  try {
    return run.emit(row, payload)?.catch((error: unknown) => fail(run, error));
  } catch (error) {
    return fail(run, error);
  }
}

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

/** Where a body's code runs: in the run's ambient context, inside what handlers wrap around it. */
export function enter<TResult>(run: Run, body: () => TResult): TResult {
  const { list, wrapping } = run.handlers;
  if (list.length === 0) return body();
  return enterAmbientContext(run, wrapping.length === 0 ? body : () => wrapRun(run, body));
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
        if (run.isOpen) settleWith(resolve, reject, () => finish(run, output));
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

/** Ends the run with an error and throws it: at once, or once the handlers that have to be waited for are done. */
export function fail(run: Run, error: unknown): Promise<never> {
  const ended = run.settle(failureOf(error));
  if (ended === undefined) throw error;
  return ended.then(() => {
    throw error;
  });
}

/** What a body that threw ends its run with: an interrupt is control flow, not a failure. */
export function failureOf(error: unknown): Outcome {
  const isInterrupt =
    typeof error === "object" && error !== null && (error as { is_bubble_up?: unknown }).is_bubble_up === true;
  return { status: isInterrupt ? "interrupted" : "error", error };
}
