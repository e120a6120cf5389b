import type { RunRecord } from "../schema/run-record.js";
import type { TraceNode } from "./trace-tree.js";

/** All runs of some trees, each with its totals, by `seq`; of several with the same, parents come first. */
export function runsOfTrees(trees: readonly TraceNode[]): readonly RunRecord[] {
  const waiting = trees.toReversed();
  const runs: RunRecord[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    runs.push(node.run);
    waiting.push(...node.children.toReversed());
  }
  return runs.sort((left, right) => left.seq - right.seq);
}
