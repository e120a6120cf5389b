/** Calls what it is given when it is done; the answer has it forget that it was asked. */
type Begin = (done: () => void) => () => void;

/**
 * Resolves when what is begun is done, or one of the signals is aborted. Leaves no listener behind, as a race with a promise of the end would with each
 * call: who writes much waits for room millions of times.
 */
export function unlessOver(ends: readonly AbortSignal[], begin: Begin): Promise<void> {
  if (ends.some(({ aborted }) => aborted)) return Promise.resolve();
  return new Promise((resolve) => {
    const forget = begin(() => settle());
    const settle = (): void => {
      forget();
      for (const end of ends) end.removeEventListener("abort", settle);
      resolve();
    };
    for (const end of ends) end.addEventListener("abort", settle);
  });
}
