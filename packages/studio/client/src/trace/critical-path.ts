import type { TraceNode } from "@earshot/trace/reducer";

/**
 * The runs that decided when a tree ended: from the end backwards, each time the run that ended last before what was waited for began. Making any
 * other run faster would have changed nothing.
 */
export function criticalPath(tree: TraceNode, now: number): ReadonlySet<string> {
  const path = new Set<string>();
  const endOf = ({ run }: TraceNode) => run.endedAt ?? now;
  const waiting = [{ node: tree, until: endOf(tree) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    path.add(next.node.run.runId);
    let { until } = next;
    const lastFirst = [...next.node.children].sort((left, right) => endOf(right) - endOf(left));
    for (const child of lastFirst) {
      if (endOf(child) > until) continue;
      waiting.push({ node: child, until: endOf(child) });
      until = child.run.startedAt;
    }
  }
  return path;
}
