import { nameOfRun } from "../format/name-of-run.js";
import { Duration, StatusMark } from "../runs/run-cells.js";
import { now } from "../format/now.js";
import type { TraceRow } from "./trace-rows.js";

interface SpanRowProps {
  readonly row: TraceRow;
  /** Where the row stands, and the span of time that the waterfall shows. */
  readonly place: { readonly index: number; readonly start: number; readonly from: number; readonly to: number };
  readonly isChosen: boolean;
  /** On the critical path. */
  readonly isCritical: boolean;
  onChoose(): void;
  onFold(): void;
}

export function SpanRow({ row, place, isChosen, isCritical, onChoose, onFold }: SpanRowProps) {
  const { run, children } = row.node;
  return (
    <div
      class="span-row"
      role="row"
      id={`span-row-${place.index}`}
      aria-label={`${nameOfRun(run)}, ${run.status}`}
      aria-rowindex={place.index + 1}
      aria-level={row.depth + 1}
      aria-selected={isChosen}
      aria-expanded={children.length === 0 ? undefined : !row.isCollapsed}
      style={{ transform: `translateY(${place.start}px)` }}
      onClick={onChoose}
    >
      <span class="cell span-name" role="gridcell" style={{ paddingLeft: `${8 + Math.min(row.depth, 24) * 14}px` }}>
        <button
          type="button"
          class="fold"
          tabIndex={-1}
          data-is-leaf={children.length === 0}
          aria-label={row.isCollapsed ? "Unfold" : "Fold"}
          onClick={(event) => {
            event.stopPropagation();
            onFold();
          }}
        >
          {children.length === 0 ? "" : row.isCollapsed ? "▸" : "▾"}
        </button>
        <span class="kind" data-kind={run.kind} title={run.runType ?? run.kind} />
        <span class="span-title" data-status={run.status}>
          {nameOfRun(run)}
        </span>
        {run.status !== "ok" && <StatusMark status={run.status} />}
        {row.isCollapsed && <span class="tag">{run.totals.runs - 1}</span>}
      </span>
      <span class="cell span-time" role="gridcell">
        {bar({ row, place, isCritical })}
      </span>
    </div>
  );
}

/** No component of its own: when scrolled fast all rows are drawn anew for each frame, and components cost as much as elements. */
function bar({ row, place, isCritical }: Pick<SpanRowProps, "row" | "place" | "isCritical">) {
  const { run } = row.node;
  const length = Math.max(1, place.to - place.from);
  const end = run.endedAt ?? (run.status === "running" ? Math.min(now.value, place.to) : run.startedAt);
  const percent = (moment: number) => `${Math.min(100, Math.max(0, ((moment - place.from) / length) * 100))}%`;
  const width = `${Math.max(0, ((end - run.startedAt) / length) * 100)}%`;
  const isLate = (end - place.from) / length > 0.85;
  const isInside = isLate && (run.startedAt - place.from) / length < 0.15;
  return (
    <span class="track">
      <span
        class="bar"
        data-kind={run.kind}
        data-status={run.status}
        data-is-critical={isCritical}
        style={{ left: percent(run.startedAt), width }}
      />
      {run.firstTokenAt !== undefined && (
        <span class="first-token" title="First token" style={{ left: percent(run.firstTokenAt) }} />
      )}
      <span
        class="bar-label"
        data-is-inside={isInside}
        style={
          isInside
            ? { left: percent(run.startedAt) }
            : isLate
              ? { right: `calc(100% - ${percent(run.startedAt)})` }
              : { left: percent(end) }
        }
      >
        <Duration run={run} />
      </span>
    </span>
  );
}
