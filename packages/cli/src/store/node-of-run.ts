import type { RunRecord, TraceNode } from "@earshot/trace";
import { traceTree } from "@earshot/trace/reducer";

/** A run of a trace with all that is below it; of the trace's own id, under which there may be none, the outermost run. */
export function nodeOfRun(trace: readonly RunRecord[], runId: string): TraceNode | undefined {
  const trees = traceTree(trace);
  const waiting = [...trees];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.run.runId === runId) return node;
    waiting.push(...node.children);
  }
  return trees.find(({ run }) => run.rootRunId === runId);
}
