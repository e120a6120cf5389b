import type { RunRecord } from "../schema/run-record.js";
import type { TraceNode } from "./trace-tree.js";

/** All runs of some trees, each with its totals, by `seq`. */
export function runsOfTrees(trees: readonly TraceNode[]): readonly RunRecord[] {
  const waiting = [...trees];
  const runs: RunRecord[] = [];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    runs.push(node.run);
    for (const child of node.children) waiting.push(child);
  }
  return runs.sort((left, right) => left.seq - right.seq || (left.runId < right.runId ? -1 : 1));
}
