/** An abort controller that knows how many listeners its signal has. */
export interface CountedSignal {
  readonly signal: AbortSignal;
  abort(): void;
  /** Listeners that were added and not removed, while the signal has not aborted. */
  listeners(): number;
}

/** A signal for finding listeners that are left behind: it counts on the real signal's own methods. */
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
  return { signal, abort: () => controller.abort(), listeners: () => (signal.aborted ? 0 : listening.size) };
}
