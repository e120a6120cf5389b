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
  const places = inOrder.map((run): Place => ({ run, below: [], isTaken: false, node: undefined }));
  const byId = new Map(places.map((place) => [place.run.runId, place]));
  const tops: Place[] = [];
  for (const place of places) {
    const { parentRunId } = place.run;
    const parent = parentRunId === undefined ? undefined : byId.get(parentRunId);
    if (parent === undefined) tops.push(place);
    else parent.below.push(place);
  }
  const trees = tops.map(treeBelow);
  // What is in no tree by now is below itself.
  for (const place of places) if (!place.isTaken) trees.push(treeBelow(place));
  return trees;
}

/** Where a run stands; pages build this anew for tens of thousands whenever one comes. */
interface Place {
  readonly run: RunRecord;
  readonly below: Place[];
  isTaken: boolean;
  node: TraceNode | undefined;
}

/** Builds from the leaves up, without recursion: chains of thousands of runs would be too deep for it. */
function treeBelow(top: Place): TraceNode {
  top.isTaken = true;
  const order = [top];
  // It grows while it is gone through.
  for (const { below } of order) {
    for (const place of below) {
      if (place.isTaken) continue;
      place.isTaken = true;
      order.push(place);
    }
  }
  // What is below comes first; a top that is below itself has no node by then.
  for (const place of order.slice(1).reverse()) place.node = nodeOf(place, false);
  return nodeOf(top, true);
}

function nodeOf({ run, below }: Place, isTop: boolean): TraceNode {
  const children = below.map(({ node }) => node).filter((node) => node !== undefined);
  const totals = sumTotals(totalsOfRun(run, hasModelCalls(children)), children);
  return { run: { ...run, totals }, children, isOrphan: isTop && run.parentRunId !== undefined };
}

const hasModelCalls = (nodes: readonly TraceNode[]): boolean => nodes.some(({ run }) => run.totals.modelCalls > 0);
