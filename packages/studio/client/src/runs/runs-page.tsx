import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RunRecord } from "@earshot/trace/reducer";
import { useFollowed } from "../api/use-followed.js";
import { useCommands } from "../keyboard/command.js";
import { routeOfRun } from "../routing/route.js";
import { goTo } from "../routing/router.js";
import { useVirtualRows } from "../virtual/use-virtual-rows.js";
import { FilterBar } from "./filter-bar.js";
import { NoRuns } from "./no-runs.js";
import { queryOfFilters } from "./run-filters.js";
import { RunList } from "./run-list.js";
import { RunRow } from "./run-row.js";
import { isNarrow } from "../shell/is-narrow.js";
import { markToCompare } from "../views/compare/marked-run.js";
import { MarkedRunNote } from "../views/compare/marked-run-note.js";
import { moveCommands } from "../keyboard/move-commands.js";

/** Pixels; where there is no room for columns, what was asked stands below the name. As in controls.css. */
const heights = { wide: 34, narrow: 54 };

/** The list of runs, live. */
export function RunsPage({ filters }: { readonly filters: URLSearchParams }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = isNarrow.value ? heights.narrow : heights.wide;
  const isAtTop = () => (scroller.current?.scrollTop ?? 0) < rowHeight;
  const list = useFollowed(() => new RunList(queryOfFilters(filters), isAtTop), [filters.toString()]);
  const chosen = useSignal(0);
  const runs = list.runs.value;
  const rows = useVirtualRows({ count: runs.length, rowHeight, scroller });
  const last = rows.items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (list.hasMore && last > runs.length - 30) void list.loadMore();
  }, [last, runs.length]);
  const open = (index: number) => {
    const run = runs[index];
    if (run !== undefined) goTo(routeOfRun(run));
  };
  useCommands(moveCommands({ chosen, count: runs.length, show: rows.show, open: () => open(chosen.value) }), [runs]);
  const mark = () => runs[chosen.peek()] !== undefined && markToCompare(runs[chosen.peek()] as RunRecord);
  useCommands([{ id: "mark", title: "Compare the chosen run", group: "Runs", keys: ["c"], run: mark }], [runs]);
  return (
    <section class="runs-page" aria-label="Runs">
      <h1 class="visually-hidden">Runs</h1>
      <FilterBar filters={filters} />
      <MarkedRunNote />
      <NewRuns list={list} onShow={() => scroller.current?.scrollTo({ top: 0 })} />
      <div
        class="runs-scroller"
        hidden={runs.length === 0}
        ref={scroller}
        tabIndex={0}
        role="grid"
        aria-label="Runs"
        aria-rowcount={runs.length + 1}
        aria-activedescendant={
          rows.items.some(({ index }) => index === chosen.value) ? `run-row-${chosen.value}` : undefined
        }
      >
        <RunsHead />
        <div class="virtual" role="rowgroup" style={{ height: `${rows.totalHeight}px` }}>
          {rows.items.map(({ index, start }) => {
            const run = runs[index];
            return run === undefined ? null : (
              <RunRow key={rows.slot(index)} run={run} place={{ index, start }} isChosen={index === chosen.value} />
            );
          })}
        </div>
      </div>
      {runs.length === 0 && (
        <div class="no-runs">
          <NoRuns state={list.state.value} failure={list.failure.value} filters={filters} />
        </div>
      )}
    </section>
  );
}

/** How many runs wait above for being shown. */
function NewRuns({ list, onShow }: { readonly list: RunList; onShow(): void }) {
  const { length } = list.waiting.value;
  if (length === 0) return null;
  const show = () => {
    list.showWaiting();
    onShow();
  };
  return (
    <button type="button" class="pill" onClick={show}>
      ↑ {length} new
    </button>
  );
}

function RunsHead() {
  return (
    <div class="run-row runs-head" role="row" aria-rowindex={1}>
      <span class="cell cell-status" role="columnheader">
        <span class="visually-hidden">Status</span>
      </span>
      <span class="cell cell-name" role="columnheader">
        Name
      </span>
      <span class="cell cell-input" role="columnheader">
        Input
      </span>
      <span class="cell cell-output" role="columnheader">
        Output or error
      </span>
      <span class="cell cell-first" role="columnheader" title="Time to the first token">
        First token
      </span>
      <span class="cell cell-duration" role="columnheader">
        Duration
      </span>
      <span class="cell cell-tokens" role="columnheader">
        Tokens
      </span>
      <span class="cell cell-cost" role="columnheader">
        Cost
      </span>
      <span class="cell cell-started" role="columnheader">
        Started
      </span>
    </div>
  );
}
