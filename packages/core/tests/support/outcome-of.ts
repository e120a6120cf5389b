/** What became of a promise. */
export type PromiseOutcome = { readonly value: unknown } | { readonly error: unknown } | "pending";

/** What has become of a promise after `withinMs`: so that a test for something that hangs fails at once, and says so. */
export async function outcomeOf(promise: PromiseLike<unknown>, withinMs = 1000): Promise<PromiseOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pending = new Promise<"pending">((resolve) => {
    timer = setTimeout(resolve, withinMs, "pending");
  });
  const settled = promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const outcome = await Promise.race([settled, pending]);
  clearTimeout(timer);
  return outcome;
}
