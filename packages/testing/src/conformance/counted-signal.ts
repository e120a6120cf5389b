/** An abort controller that knows how many listeners its signal has. */
export interface CountedSignal {
  readonly controller: AbortController;
  readonly signal: AbortSignal;
  /** Listeners added and not removed; those that went by themselves when the signal aborted don't count. */
  listeners(): number;
}

/**
 * A signal for finding listeners that are left behind: it counts on the real signal's own methods.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { countedSignal } from "@earshot/testing";
 *
 * const { signal, listeners } = countedSignal();
 * await RunnableLambda.from((word: string) => word).invoke("hear", { signal });
 * console.log(listeners()); // => 0
 * ```
 */
export function countedSignal(): CountedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const listening = new Set<unknown>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...values: Parameters<typeof add>): void => {
    listening.add(values[1]);
    add(...values);
  };
  signal.removeEventListener = (...values: Parameters<typeof remove>): void => {
    listening.delete(values[1]);
    remove(...values);
  };
  return { controller, signal, listeners: () => (signal.aborted ? 0 : listening.size) };
}
