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

/** Runs that are gone through between two interruptions: a millisecond or two. */
const perStep = 500;

/**
 * The trees that runs make, the topmost in the order they began. Pure, of linear cost, and bounded by no depth. A run whose parent is not among them
 * stands at the top; of runs that are each other's parents, which only a broken source says, the first stands at the top.
 */
export function traceTree(runs: readonly RunRecord[]): readonly TraceNode[] {
  const work = traceTreeInSteps(runs);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** As {@link traceTree}, some at a time: it yields where a page may be given its turn, which trees of tens of thousands of runs would else stop. */
export function* traceTreeInSteps(runs: readonly RunRecord[]): Generator<undefined, readonly TraceNode[]> {
  let gone = 0;
  const isDue = () => ++gone % perStep === 0;
  const inOrder = [...runs].sort((left, right) => left.seq - right.seq || (left.runId < right.runId ? -1 : 1));
  const places: Place[] = [];
  const byId = new Map<string, Place>();
  for (const run of inOrder) {
    const place: Place = { run, below: [], isTaken: false, isTop: false, node: undefined };
    places.push(place);
    byId.set(run.runId, place);
    if (isDue()) yield undefined;
  }
  const tops: Place[] = [];
  for (const place of places) {
    const { parentRunId } = place.run;
    const parent = parentRunId === undefined ? undefined : byId.get(parentRunId);
    if (parent === undefined) tops.push(place);
    else parent.below.push(place);
    if (isDue()) yield undefined;
  }
  // Each run after that it is below, without recursion: chains of thousands of runs would be too deep for it.
  const order: Place[] = [];
  // What is in no tree when all tops are is below itself.
  for (const top of [...tops, ...places]) {
    if (top.isTaken) continue;
    top.isTaken = true;
    top.isTop = true;
    const from = order.push(top) - 1;
    for (let at = from; at < order.length; at += 1) {
      for (const place of order[at]?.below ?? []) {
        if (place.isTaken) continue;
        place.isTaken = true;
        order.push(place);
      }
      if (isDue()) yield undefined;
    }
  }
  // From the leaves up; a top that is below itself has no node by then.
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const place = order[at];
    if (place !== undefined) place.node = nodeOf(place);
    if (isDue()) yield undefined;
  }
  return order.filter(({ isTop }) => isTop).flatMap(({ node }) => node ?? []);
}

/** Where a run stands; pages build this anew for tens of thousands whenever one comes. */
interface Place {
  readonly run: RunRecord;
  readonly below: Place[];
  isTaken: boolean;
  isTop: boolean;
  node: TraceNode | undefined;
}

function nodeOf({ run, below, isTop }: Place): TraceNode {
  const children = below.map(({ node }) => node).filter((node) => node !== undefined);
  const totals = sumTotals(totalsOfRun(run, hasModelCalls(children)), children);
  return { run: { ...run, totals }, children, isOrphan: isTop && run.parentRunId !== undefined };
}

const hasModelCalls = (nodes: readonly TraceNode[]): boolean => nodes.some(({ run }) => run.totals.modelCalls > 0);
