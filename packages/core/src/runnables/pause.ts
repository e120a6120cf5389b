import type { Run } from "../runs/run.js";

/** Waits, and rejects as soon as the run is over. */
export function pause(milliseconds: number, run: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    const { signal } = run;
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
}
