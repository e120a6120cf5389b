import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useCommands } from "../keyboard/command.js";
import { moveCommands } from "../keyboard/move-commands.js";
import { goTo } from "../routing/router.js";
import { useVirtualRows } from "../virtual/use-virtual-rows.js";
import { SpanRow } from "./span-row.js";
import type { TraceRow } from "./trace-rows.js";

const rowHeight = 28;

interface WaterfallProps {
  readonly rows: readonly TraceRow[];
  /** The time it shows, in Unix milliseconds. */
  readonly span: { readonly from: number; readonly to: number };
  readonly critical: ReadonlySet<string>;
  readonly traceId: string;
  readonly selectedId: string | undefined;
  onFold(runId: string, isFolded: boolean): void;
}

/** The runs of a trace as a tree, each with its bar in time. Only what is in sight is laid out. */
export function Waterfall({ rows, span, critical, traceId, selectedId, onFold }: WaterfallProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, totalHeight, slot, show } = useVirtualRows({ count: rows.length, rowHeight, scroller });
  const at = rows.findIndex(({ node }) => node.run.runId === selectedId);
  const choose = (runId: string) => goTo({ page: "trace", traceId, runId }, { replace: true });
  useTraceKeys({ rows, selectedId, onFold, choose, show });
  return (
    <div
      class="trace-scroller"
      ref={scroller}
      role="treegrid"
      aria-label="Runs of the trace"
      aria-rowcount={rows.length}
      aria-activedescendant={items.some(({ index }) => index === at) ? `span-row-${at}` : undefined}
      tabIndex={0}
    >
      <div class="virtual" role="rowgroup" style={{ height: `${totalHeight}px` }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const { runId } = row.node.run;
          return (
            <SpanRow
              key={slot(index)}
              row={row}
              place={{ index, start, ...span }}
              isChosen={runId === selectedId}
              isCritical={critical.has(runId)}
              onChoose={() => choose(runId)}
              onFold={() => onFold(runId, !row.isCollapsed)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface TraceKeys extends Pick<WaterfallProps, "rows" | "selectedId" | "onFold"> {
  choose(runId: string): void;
  show(index: number): void;
}

function useTraceKeys({ rows, selectedId, onFold, choose, show }: TraceKeys): void {
  const chosen = useSignal(0);
  useLayoutEffect(() => {
    const at = rows.findIndex(({ node }) => node.run.runId === selectedId);
    if (at >= 0) chosen.value = at;
  }, [rows, selectedId]);
  const goToRow = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    show(index);
    choose(row.node.run.runId);
  };
  const goToError = (step: 1 | -1) => {
    for (let away = 1; away <= rows.length; away += 1) {
      const index = (chosen.peek() + step * away + rows.length) % rows.length;
      if (rows[index]?.node.run.status === "error") return goToRow(index);
    }
  };
  const fold = (isFolded: boolean) => selectedId !== undefined && onFold(selectedId, isFolded);
  const isFolded = () => rows[chosen.peek()]?.isCollapsed === true;
  const group = "Trace";
  useCommands(
    [
      ...moveCommands({ chosen, count: rows.length, show: goToRow, open: () => fold(!isFolded()) }),
      { id: "fold", title: "Fold the run", group, keys: ["h", "ArrowLeft"], run: () => fold(true) },
      { id: "unfold", title: "Unfold the run", group, keys: ["l", "ArrowRight"], run: () => fold(false) },
      { id: "next-error", title: "Next error", group, keys: ["]"], run: () => goToError(1) },
      { id: "previous-error", title: "Error before", group, keys: ["["], run: () => goToError(-1) },
    ],
    [rows, selectedId],
  );
}
