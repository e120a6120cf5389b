import { ambientContext } from "../ambient-context/ambient-context.js";
import type { Run } from "./run.js";
import { wrapRun } from "./wrap-run.js";

/** Where a body's code runs: in the run's ambient context, inside what handlers wrap around it. */
export function enter<TResult>(run: Run, body: () => TResult): TResult {
  const { list, wrapping } = run.handlers;
  if (list.length === 0) return body();
  return ambientContext.enter(run, wrapping.length === 0 ? body : () => wrapRun(run, body));
}
