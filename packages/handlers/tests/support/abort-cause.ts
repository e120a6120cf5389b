import { HandlerAbort } from "@earshot/core/errors";

/** What a guard threw, out of what its caller got. Fails if there was no objection. */
export async function abortCause<TError>(
  work: PromiseLike<unknown>,
  type: abstract new (...values: never[]) => TError,
): Promise<TError> {
  const error: unknown = await Promise.resolve(work).then(
    (value) => new Error(`Nobody objected: ${String(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof HandlerAbort && error.cause instanceof type) return error.cause;
  throw error;
}
