import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { changes } from "../api/changes.js";
import { criticalPath } from "./critical-path.js";
import { RunDetails } from "./run-details.js";
import { studioSource } from "./run-source.js";
import { TraceActions } from "./trace-actions.js";
import { TraceModel } from "./trace-model.js";
import { type TraceRow, traceRows } from "./trace-rows.js";
import { Waterfall } from "./waterfall.js";

interface TracePageProps {
  readonly traceId: string;
  readonly runId?: string | undefined;
}

/** A trace: its tree beside its waterfall, and the run that is chosen. */
export function TracePage({ traceId, runId }: TracePageProps) {
  const model = useTrace(traceId);
  const collapsed = useSignal<ReadonlySet<string>>(new Set());
  const rows = useComputed(() => traceRows(model.trees.value, collapsed.value)).value;
  const trees = model.trees.value;
  const critical = useMemo(() => new Set(trees.flatMap((tree) => [...criticalPath(tree, Date.now())])), [trees]);
  const span = useMemo(() => spanOf(rows), [rows]);
  const selectedId = runId ?? trees[0]?.run.runId;
  const selected = selectedId === undefined ? undefined : model.run(selectedId);
  const runningId = selected?.status === "running" ? selected.runId : undefined;
  useEffect(() => {
    if (runningId !== undefined) void model.catchUp(runningId);
  }, [model, runningId]);
  if (rows.length === 0) return <NoTrace model={model} />;
  const fold = (id: string, isFolded: boolean) => {
    const next = new Set(collapsed.peek());
    if (isFolded) next.add(id);
    else next.delete(id);
    collapsed.value = next;
  };
  return (
    <section class="trace-page" aria-label="Trace">
      <h1 class="visually-hidden">{trees[0]?.run.name}</h1>
      <Waterfall rows={rows} span={span} critical={critical} traceId={traceId} selectedId={selectedId} onFold={fold} />
      {selected !== undefined && (
        <RunDetails
          key={selected.runId}
          run={selected}
          source={studioSource}
          liveText={model.liveText(selected.runId)}
          isCritical={critical.has(selected.runId)}
          actions={<TraceActions run={selected} />}
        />
      )}
    </section>
  );
}

function NoTrace({ model }: { readonly model: TraceModel }) {
  const missing = "This trace isn't there: it may have been deleted.";
  const text = model.state.value === "loading" ? "Loading…" : model.failure.value || missing;
  return (
    <p class="note" role="status">
      {text}
    </p>
  );
}

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

function useTrace(traceId: string): TraceModel {
  const model = useMemo(() => new TraceModel(traceId), [traceId]);
  useEffect(() => {
    void model.load();
    const stopListening = changes.listen((change) => model.hear(change));
    let wasLost = false;
    const stopWatching = changes.state.subscribe((state) => {
      if (state === "open" && wasLost) void model.load();
      wasLost = state === "lost";
    });
    return () => {
      stopListening();
      stopWatching();
      model.stop();
    };
  }, [model]);
  return model;
}
