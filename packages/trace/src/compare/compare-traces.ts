import type { TraceNode } from "../reducer/trace-tree.js";
import { pairSiblings, type SiblingPair } from "./pair-siblings.js";
import type { RunContent } from "./run-content.js";
import { type RunDifference, runDifferences } from "./run-differences.js";

/** A run of a tree, with the totals of what ran below it. */
type RunInTree = TraceNode["run"];

/** A run of one trace beside the one that stands for it in the other, or one that has no other. */
export type ComparedRun = {
  /** In the order of the left side; what is only on the right follows what it follows there. */
  readonly children: readonly ComparedRun[];
  /** How many of the runs below are not the same. */
  readonly changesBelow: number;
} & (
  | {
      /** `same` if they differ in nothing by themselves, or in nothing but how long they took: no two runs take equally long. */
      readonly change: "same" | "changed";
      readonly left: RunInTree;
      readonly right: RunInTree;
      readonly differences: readonly RunDifference[];
    }
  | { readonly change: "left"; readonly left: RunInTree; readonly right?: undefined }
  | { readonly change: "right"; readonly left?: undefined; readonly right: RunInTree }
);

/** Two traces side by side. */
export interface TraceComparison {
  readonly runs: readonly ComparedRun[];
  /** How many runs are the same, changed, only left, only right. */
  readonly counts: { readonly [TChange in ComparedRun["change"]]: number };
}

/** What {@link compareTraces} may be told besides the trees. */
export interface CompareTracesOptions {
  /** The content of a run of either side; without it, previews are compared. */
  readonly contentOf?: (run: { readonly runId: string }) => RunContent | undefined;
}

/**
 * Compares two traces, run by run. Runs are paired by kind, name, what they were asked and their place below their parents; the topmost runs are
 * always paired with each other, in their order. Pure, and bounded by no depth. The other way round it finds the same pairs and differences.
 *
 * @example
 * ```ts
 * import { compareTraces, contentOfEvents } from "@earshot/trace/compare";
 * import { reduceEvents, recordOfDraft, traceTree } from "@earshot/trace/reducer";
 *
 * const facts = { rootRunId: "", tags: [], metadata: {}, visibility: "user", source: "earshot", kind: "chain", name: "greet" } as const;
 * const story = (runId: string, outputs: string) => [
 *   { ...facts, runId, rootRunId: runId, type: "chain.start", seq: 0, time: 0, payload: '{"inputs":"Ada"}' } as const,
 *   { ...facts, runId, rootRunId: runId, type: "chain.end", seq: 1, time: 9, status: "ok", payload: JSON.stringify({ outputs }) } as const,
 * ];
 * const events = [...story("one", "Hello, Ada"), ...story("two", "Good morning, Ada")];
 * const runs = [...reduceEvents(new Map(), events).values()].map(recordOfDraft);
 * const [left, right] = traceTree(runs);
 * const contentOf = ({ runId }: { readonly runId: string }) => contentOfEvents(events.filter((event) => event.runId === runId));
 * const { counts, runs: compared } = compareTraces([left!], [right!], { contentOf });
 * console.log(counts); // => { same: 0, changed: 1, left: 0, right: 0 }
 * console.log(compared[0]?.change === "changed" && compared[0].differences[0]);
 * // => { aspect: 'output', left: 'Hello, Ada', right: 'Good morning, Ada' }
 * ```
 */
export function compareTraces(
  left: readonly TraceNode[],
  right: readonly TraceNode[],
  options: CompareTracesOptions = {},
): TraceComparison {
  const contents = new Map<string, RunContent | undefined>();
  const contentOf = ({ run }: TraceNode): RunContent | undefined => {
    if (!contents.has(run.runId)) contents.set(run.runId, options.contentOf?.(run));
    return contents.get(run.runId);
  };
  // Previews and contents are no match for each other: inputs find pairs, and differences are looked for afterwards.
  const inputOf = (node: TraceNode) => contentOf(node)?.input ?? node.run.inputPreview;
  const top: PlacedPair = { isTop: true, below: [] };
  const inOrder = [top];
  const counts = { same: 0, changed: 0, left: 0, right: 0 };
  for (const placed of inOrder) {
    const [leftBelow, rightBelow] =
      placed === top ? [left, right] : [placed.pair?.left?.children ?? [], placed.pair?.right?.children ?? []];
    for (const pair of pairSiblings(leftBelow, rightBelow, { inputOf, isTop: placed.isTop })) {
      const below: PlacedPair = { pair, isTop: false, below: [] };
      placed.below.push(below);
      inOrder.push(below);
    }
  }
  const compared = new Map<PlacedPair, ComparedRun>();
  // From the last to the first, what is below is there before what is above.
  for (const placed of inOrder.reverse()) {
    if (placed.pair === undefined) continue;
    const children = placed.below.map((below) => compared.get(below)).filter((child) => child !== undefined);
    const run = compareRuns(placed.pair, { children, contentOf });
    compared.set(placed, run);
    counts[run.change]++;
  }
  return { runs: top.below.map((below) => compared.get(below)).filter((run) => run !== undefined), counts };
}

/** A pair and where it stands: trees of thousands of runs below each other are too deep for recursion. */
interface PlacedPair {
  readonly pair?: SiblingPair;
  readonly isTop: boolean;
  readonly below: PlacedPair[];
}

interface Surroundings {
  readonly children: readonly ComparedRun[];
  contentOf(node: TraceNode): RunContent | undefined;
}

function compareRuns({ left, right }: SiblingPair, { children, contentOf }: Surroundings): ComparedRun {
  const changesBelow = children.reduce((sum, child) => sum + child.changesBelow + (child.change === "same" ? 0 : 1), 0);
  const below = { children, changesBelow };
  if (left === undefined) return { change: "right", right: (right as TraceNode).run, ...below };
  if (right === undefined) return { change: "left", left: left.run, ...below };
  const differences = runDifferences(
    { run: left.run, content: contentOf(left) },
    { run: right.run, content: contentOf(right) },
  );
  const isSame = differences.every(({ aspect }) => aspect === "duration");
  return { change: isSame ? "same" : "changed", left: left.run, right: right.run, differences, ...below };
}
