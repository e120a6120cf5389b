import type { RunRecord, TraceNode } from "@earshot/trace";
import { traceTree } from "@earshot/trace/reducer";

/** A run of a trace with all that is below it. */
export function nodeOfRun(trace: readonly RunRecord[], runId: string): TraceNode | undefined {
  const waiting = [...traceTree(trace)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.run.runId === runId) return node;
    waiting.push(...node.children);
  }
  return undefined;
}
