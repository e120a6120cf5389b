import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { RunRecord, TraceNode } from "@earshot/trace/reducer";
import { nameOfRun } from "../format/name-of-run.js";
import { criticalPath } from "./critical-path.js";
import { type TraceRow, traceRows } from "./trace-rows.js";
import { Waterfall } from "./waterfall.js";

interface TraceViewProps {
  readonly trees: readonly TraceNode[];
  readonly traceId: string;
  readonly selectedId: string | undefined;
  /** Draws what is known of the run that is chosen. */
  readonly children: (run: RunRecord, isCritical: boolean) => ComponentChildren;
}

const fewRuns = 1_000;
const nothing: ReadonlySet<string> = new Set();

/** The runs of a trace as a tree beside their waterfall, and the one that is chosen. */
export function TraceView({ trees, traceId, selectedId, children }: TraceViewProps) {
  const collapsed = useSignal<ReadonlySet<string>>(nothing);
  const { value: folded } = collapsed;
  const all = useMemo(() => traceRows(trees, nothing), [trees]);
  const rows = useMemo(() => (folded.size === 0 ? all : traceRows(trees, folded)), [all, folded]);
  const critical = useCritical(trees, all.length);
  const span = useMemo(() => spanOf(all), [all]);
  const chosen = useMemo(
    () => (all.find(({ node }) => node.run.runId === selectedId) ?? all[0])?.node.run,
    [all, selectedId],
  );
  const fold = (id: string, isFolded: boolean) => {
    const next = new Set(collapsed.peek());
    if (isFolded) next.add(id);
    else next.delete(id);
    collapsed.value = next;
  };
  return (
    <section class="trace-page" aria-label="Trace">
      <h1 class="visually-hidden">{trees[0] && nameOfRun(trees[0].run)}</h1>
      <Waterfall {...{ rows, span, critical, traceId }} selectedId={chosen?.runId} onFold={fold} />
      {chosen !== undefined && children(chosen, critical.has(chosen.runId))}
    </section>
  );
}

/** Of few runs at once; of many when they are drawn, so that what is seen first need not wait for it. */
function useCritical(trees: readonly TraceNode[], runs: number): ReadonlySet<string> {
  const atOnce = useMemo(() => (runs <= fewRuns ? criticalOf(trees) : undefined), [trees]);
  const [later, setLater] = useState(nothing);
  useEffect(() => {
    if (atOnce !== undefined) return;
    const timer = setTimeout(() => setLater(criticalOf(trees)));
    return () => clearTimeout(timer);
  }, [trees]);
  return atOnce ?? later;
}

/** The runs that decided when trees ended; of a run that stands alone that says nothing. */
const criticalOf = (trees: readonly TraceNode[]): ReadonlySet<string> =>
  new Set(trees.flatMap((tree) => (tree.children.length === 0 ? [] : [...criticalPath(tree, Date.now())])));

function spanOf(rows: readonly TraceRow[]): { readonly from: number; readonly to: number } {
  let from = Infinity;
  let to = 0;
  for (const { node } of rows) {
    const { startedAt, endedAt, status } = node.run;
    from = Math.min(from, startedAt);
    to = Math.max(to, endedAt ?? (status === "running" ? Date.now() : startedAt));
  }
  return { from, to };
}
