import type { CommandCall } from "../command-line.js";
import { findRun } from "../store/find-run.js";
import { withTraces } from "../store/open-traces.js";
import { compareRuns } from "./compare-runs.js";
import { renderComparison } from "./render-comparison.js";

/** Compares two runs and all that is below them. */
export function diffCommand(call: CommandCall): Promise<number> {
  const { words, options, context } = call;
  return withTraces(call, async (store) => {
    const [left, right] = [await findRun(store, words[0] ?? "", call), await findRun(store, words[1] ?? "", call)];
    const comparison = await compareRuns(store, [left, right]);
    if (options["json"] === true) context.print(JSON.stringify(comparison, undefined, 2));
    else context.print(renderComparison(comparison, context));
    const isSame = comparison.counts.same === sum(Object.values(comparison.counts));
    return options["exitCode"] === true && !isSame ? 1 : 0;
  });
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
