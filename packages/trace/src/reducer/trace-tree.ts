import type { RunRecord, RunTotals } from "../schema/run-record.js";
import { sumTotals, totalsOfRun } from "./run-totals.js";

/** One run with what ran below it. */
export interface TraceNode {
  /** With its totals. */
  readonly run: RunRecord & { readonly totals: RunTotals };
  /** In the order they began. */
  readonly children: readonly TraceNode[];
  /** Its parent was named but not heard, so far: it stands at the top until that is there. */
  readonly isOrphan: boolean;
}

/**
 * The trees that runs make, the topmost in the order they began. Pure, of linear cost, and bounded by no depth. A run whose parent is not among them
 * stands at the top; of runs that are each other's parents, which only a broken source says, the first stands at the top.
 */
export function traceTree(runs: readonly RunRecord[]): readonly TraceNode[] {
  const inOrder = [...runs].sort((left, right) => left.seq - right.seq || (left.runId < right.runId ? -1 : 1));
  const byId = new Map(inOrder.map((run) => [run.runId, run]));
  const below = new Map<string, RunRecord[]>();
  const tops: RunRecord[] = [];
  for (const run of inOrder) {
    const { parentRunId } = run;
    if (parentRunId === undefined || !byId.has(parentRunId)) {
      tops.push(run);
      continue;
    }
    const siblings = below.get(parentRunId);
    if (siblings === undefined) below.set(parentRunId, [run]);
    else siblings.push(run);
  }
  const placed = new Set<string>();
  const trees = tops.map((top) => treeBelow(top, { below, placed }));
  // What is in no tree by now is below itself.
  for (const run of inOrder) if (!placed.has(run.runId)) trees.push(treeBelow(run, { below, placed }));
  return trees;
}

interface Placing {
  readonly below: ReadonlyMap<string, readonly RunRecord[]>;
  readonly placed: Set<string>;
}

/** Builds from the leaves up, without recursion: chains of thousands of runs would be too deep for it. */
function treeBelow(top: RunRecord, { below, placed }: Placing): TraceNode {
  placed.add(top.runId);
  const order: { readonly run: RunRecord; readonly children: RunRecord[] }[] = [];
  const waiting = [top];
  for (let run = waiting.pop(); run !== undefined; run = waiting.pop()) {
    const children = (below.get(run.runId) ?? []).filter(({ runId }) => !placed.has(runId));
    for (const { runId } of children) placed.add(runId);
    order.push({ run, children });
    waiting.push(...children);
  }
  const nodes = new Map<string, TraceNode>();
  for (const { run, children } of order.reverse()) {
    const nodesBelow = children.map(({ runId }) => nodes.get(runId)).filter((node) => node !== undefined);
    const totals = sumTotals(totalsOfRun(run, nodesBelow.length > 0 && hasModelCalls(nodesBelow)), nodesBelow);
    const isOrphan = run === top && run.parentRunId !== undefined;
    nodes.set(run.runId, { run: { ...run, totals }, children: nodesBelow, isOrphan });
  }
  return nodes.get(top.runId) as TraceNode;
}

const hasModelCalls = (nodes: readonly TraceNode[]): boolean => nodes.some(({ run }) => run.totals.modelCalls > 0);
