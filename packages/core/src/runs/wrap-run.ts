import type { Handler } from "../events/handler.js";
import { reportHandlerError } from "../events/report-handler-error.js";
import type { Run } from "./run.js";

/** What became of the work that a handler was wrapped around. */
type Done<TResult> = { readonly result: TResult } | { readonly error: unknown };

/**
 * Does `work` inside the `wrap` of each handler that has one, the first attached outermost. The work is done exactly once and its
 * own result or error is what comes out, whatever the handlers do: one that throws, or never calls `next`, has failed, not the run.
 */
export function wrapRun<TResult>(run: Run, work: () => TResult): TResult {
  const facts = run.shownFacts;
  let wrapped = work;
  for (const { handler, name, wrap } of [...run.handlers.wrapping].reverse()) {
    const inner = wrapped;
    wrapped = () => {
      let done: Done<TResult> | undefined;
      const next = (): TResult => resultOf((done ??= attempt(inner)));
      try {
        wrap?.call(handler, facts, next);
      } catch (error) {
        const isOwn = done === undefined || !("error" in done) || done.error !== error;
        if (isOwn)
          reportHandlerError(error, { handler: handler as Handler, handlerName: name, eventType: "wrap", run: facts });
      }
      return next();
    };
  }
  return wrapped();
}

function attempt<TResult>(work: () => TResult): Done<TResult> {
  try {
    return { result: work() };
  } catch (error) {
    return { error };
  }
}

function resultOf<TResult>(done: Done<TResult>): TResult {
  if ("error" in done) throw done.error;
  return done.result;
}
