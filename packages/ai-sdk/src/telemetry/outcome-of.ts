import type { ForeignOutcome } from "@earshot/core/events/foreign";

/** How a run ended that failed with `error`: aborts and the platform's timeouts are no failures. */
export function outcomeOf(error: unknown, signal?: AbortSignal): ForeignOutcome {
  if (signal?.aborted === true) return { status: "cancelled", error: signal.reason };
  const { name } = (error ?? {}) as { readonly name?: unknown };
  const isAbort = name === "AbortError" || (name === "TimeoutError" && error instanceof DOMException);
  return { status: isAbort ? "cancelled" : "error", error };
}
