/** Waits for a promise, or so many milliseconds; rejects with the signal's reason if that aborts first. */
export function waitUnless(aborted: AbortSignal | undefined, what: number | Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      aborted?.removeEventListener("abort", stop);
      act();
    };
    const stop = (): void => settle(() => reject(aborted?.reason as Error));
    if (aborted?.aborted === true) return stop();
    aborted?.addEventListener("abort", stop, { once: true });
    if (typeof what === "number") timer = setTimeout(() => settle(resolve), what);
    else
      what.then(
        () => settle(resolve),
        (error: unknown) => settle(() => reject(error as Error)),
      );
  });
}
