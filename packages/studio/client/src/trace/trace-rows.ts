import type { TraceNode } from "@earshot/trace/reducer";

export interface TraceRow {
  readonly node: TraceNode;
  readonly depth: number;
  readonly isCollapsed: boolean;
}

/** The rows of trees from top to bottom, without what is below a collapsed run. Bounded by no depth. */
export function traceRows(trees: readonly TraceNode[], collapsed: ReadonlySet<string>): readonly TraceRow[] {
  const rows: TraceRow[] = [];
  const waiting = [...trees].reverse().map((node) => ({ node, depth: 0 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    const isCollapsed = collapsed.has(node.run.runId) && node.children.length > 0;
    rows.push({ node, depth, isCollapsed });
    if (isCollapsed) continue;
    for (const child of [...node.children].reverse()) waiting.push({ node: child, depth: depth + 1 });
  }
  return rows;
}
