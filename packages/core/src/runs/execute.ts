import { enterAmbientContext } from "../ambient-context/ambient-context.js";
import type { EventPayloads, EventType } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import { isThenable } from "../util/is-thenable.js";
import type { Outcome, Run } from "./run.js";
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

/** Says that the run has started, unless nobody hears it. A guard's objection ends the run. */
export function start<TType extends EventType>(
  run: Run,
  row: EventRow<TType>,
  payload: EventPayloads[TType],
): Promise<void> | undefined {
  try {
    const wait = run.emit(row, payload);
    return wait?.catch((error: unknown) => fail(run, error));
  } catch (error) {
    return fail(run, error);
  }
}

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
  if (started !== undefined) return track(run, started.then(() => runBody(run, body)));
  let output: TOutput | PromiseLike<TOutput>;
  try {
    output = runBody(run, body);
  } catch (error) {
    return fail(run, error) as MaybePromise<TOutput>;
  }
  return isThenable(output) ? track(run, output as PromiseLike<TOutput>) : succeed(run, output as TOutput);
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

function track<TOutput>(run: Run, pending: PromiseLike<TOutput>): Promise<TOutput> {
  const promise = new Promise<TOutput>((resolve, reject) => {
    run.onCancel = (error, ended) => {
      promise.catch(() => undefined); // whoever let go of a run that is cancelled with its parent is not to be told by a crash
      settleAfter(ended, () => reject(error));
    };
    pending.then(
      (output) => {
        if (run.isOpen) settleWith(resolve, reject, () => succeed(run, output));
      },
      (error: unknown) => {
        if (run.isOpen) settleWith(resolve, reject, () => fail(run, error) as MaybePromise<TOutput>);
      },
    );
  });
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
  const isInterrupt = typeof error === "object" && error !== null && (error as { is_bubble_up?: unknown }).is_bubble_up === true;
  return { status: isInterrupt ? "interrupted" : "error", error };
}
