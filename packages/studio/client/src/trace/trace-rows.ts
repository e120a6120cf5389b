import type { TraceNode } from "@earshot/trace/reducer";

export interface TraceRow {
  readonly node: TraceNode;
  readonly depth: number;
  readonly isCollapsed: boolean;
}

/** The rows of trees from top to bottom, without what is below a collapsed run. Bounded by no depth. */
export function traceRows(trees: readonly TraceNode[], collapsed: ReadonlySet<string>): readonly TraceRow[] {
  const rows: TraceRow[] = [];
  const waiting: TraceRow[] = [];
  // The last first, as the next to be drawn is taken from the end. Traces have tens of thousands of runs: nothing is made but their rows.
  const wait = (nodes: readonly TraceNode[], depth: number) => {
    for (let at = nodes.length - 1; at >= 0; at -= 1) {
      const node = nodes[at];
      if (node === undefined) continue;
      waiting.push({ node, depth, isCollapsed: collapsed.has(node.run.runId) && node.children.length > 0 });
    }
  };
  wait(trees, 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    rows.push(next);
    if (!next.isCollapsed) wait(next.node.children, next.depth + 1);
  }
  return rows;
}
