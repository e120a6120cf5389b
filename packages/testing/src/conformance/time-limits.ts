import { ConformanceError } from "./conformance-error.js";

/** What a promise rejects with, within a time: a promise that hangs fails a case, not the whole run. */
export async function rejectionOf(promise: Promise<unknown>, what: string): Promise<unknown> {
  const resolved = Symbol("resolved");
  const outcome = await within(
    promise.then(
      () => resolved,
      (error: unknown) => ({ error }),
    ),
    what,
  );
  if (outcome === resolved) throw new ConformanceError(`${what}: it should have been rejected`);
  return (outcome as { readonly error: unknown }).error;
}

/** The promise's value, or an error if it takes longer than a test should. */
export async function within<TValue>(promise: Promise<TValue>, what: string, limitMs = 2000): Promise<TValue> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConformanceError(`${what}: nothing came within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
