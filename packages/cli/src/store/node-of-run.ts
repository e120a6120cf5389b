import type { RunRecord, TraceNode } from "@earshot/trace";
import { traceTree } from "@earshot/trace/reducer";
import { nodesBelow } from "./nodes-below.js";

/** A run of a trace with all that is below it; of the trace's own id, under which there may be none, the outermost run. */
export function nodeOfRun(trace: readonly RunRecord[], runId: string): TraceNode | undefined {
  const trees = traceTree(trace);
  for (const node of nodesBelow(trees)) if (node.run.runId === runId) return node;
  return trees.find(({ run }) => run.rootRunId === runId);
}
