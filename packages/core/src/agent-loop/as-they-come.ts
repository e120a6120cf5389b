import { runBatch } from "../runnables/run-batch.js";

/**
 * Does `work` for each item, `limit` at a time, and yields what comes of them in the order in which it does. Fails with the first failure;
 * work that is under way then goes on, and nobody is told of it.
 */
export async function* asTheyCome<TItem, TResult>(
  items: readonly TItem[],
  work: (item: TItem) => Promise<TResult>,
  limit: number | undefined,
): AsyncGenerator<TResult, undefined> {
  const ready: TResult[] = [];
  let wake: (() => void) | undefined;
  let outcome: { readonly error?: unknown } | undefined;
  const settle = (settled: { readonly error?: unknown }): void => {
    outcome = settled;
    wake?.();
  };
  const one = async (item: TItem): Promise<void> => {
    ready.push(await work(item));
    wake?.();
  };
  runBatch(one, items, { config: undefined, options: limit === undefined ? {} : { maxConcurrency: limit } }).then(
    () => settle({}),
    (error: unknown) => settle({ error }),
  );
  for (;;) {
    if (outcome !== undefined && "error" in outcome) throw outcome.error;
    if (ready.length > 0) yield ready.shift() as TResult;
    else if (outcome !== undefined) return undefined;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}
