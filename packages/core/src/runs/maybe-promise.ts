import { isThenable } from "../util/is-thenable.js";

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

/** What `use` makes of the value: at once, or when it is there. */
export function whenThere<TValue, TResult>(
  value: MaybePromise<TValue>,
  use: (value: TValue) => MaybePromise<TResult>,
): MaybePromise<TResult> {
  return isThenable(value) ? (value as Promise<TValue>).then(use) : use(value as TValue);
}
