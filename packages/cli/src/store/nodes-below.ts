import type { TraceNode } from "@earshot/trace";

/** Runs and all below them, from top to bottom. Without recursion: chains of thousands of runs would be too deep for it. */
export function* nodesBelow(trees: readonly TraceNode[]): Generator<TraceNode, void, undefined> {
  const waiting = [...trees].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    // As arguments of one call they may be too many.
    for (const child of [...node.children].reverse()) waiting.push(child);
  }
}
