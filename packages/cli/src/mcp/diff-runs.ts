import type { TraceNode, TraceStore } from "@earshot/trace";
import { compareRuns } from "../diff/compare-runs.js";
import { renderComparison } from "../diff/render-comparison.js";
import { plainColors } from "../terminal/plain-colors.js";
import { howManyFit, longestAnswer, pieceThatFits } from "./fitting.js";

/** Of each text of each run: an agent sees where they part, and reads the rest there. */
const longestText = 4_000;
const longestLine = 1_000;

/** Two traces compared, line by line from one on, as many as fit. */
export async function diffRuns(
  store: Pick<TraceStore, "exportTrace">,
  [left, right]: readonly [TraceNode, TraceNode],
  fromLine: number,
): Promise<object> {
  const compared = await compareRuns(store, [left, right], { longestText });
  const all = renderComparison(compared, { colors: plainColors }).split("\n");
  const lines = all.slice(fromLine).map((line) => {
    const { text, next } = pieceThatFits(line, 0, longestLine);
    return next === undefined ? line : `${text}…`;
  });
  const fitting = howManyFit(lines, longestAnswer);
  const next = fromLine + fitting;
  return {
    left: left.run.runId,
    right: right.run.runId,
    counts: compared.counts,
    lines: lines.slice(0, fitting),
    ...(next < all.length ? { more: `${all.length - next} more lines: go on with fromLine ${next}` } : {}),
  };
}
