import type { RunRecord } from "../schema/run-record.js";
import type { TraceNode } from "./trace-tree.js";

/** All runs of some trees, each with its totals, by `seq`; of several with the same, parents come first. */
export function runsOfTrees(trees: readonly TraceNode[]): readonly RunRecord[] {
  const waiting = [...trees].reverse();
  const runs: RunRecord[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    runs.push(node.run);
    // The first is looked at next; as arguments of one call they may be too many.
    for (const child of [...node.children].reverse()) waiting.push(child);
  }
  return runs.sort((left, right) => left.seq - right.seq);
}
