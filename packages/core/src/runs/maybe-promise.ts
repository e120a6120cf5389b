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
