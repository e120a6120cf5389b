import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ComparedRun } from "@earshot/trace/compare";
import { nameOfRun } from "../../format/name-of-run.js";
import { formatDuration } from "../../format/format-duration.js";
import { useCommands } from "../../keyboard/command.js";
import { moveCommands } from "../../keyboard/move-commands.js";
import { useVirtualRows } from "../../virtual/use-virtual-rows.js";
import { type ComparedRow, keyOf } from "./compared-rows.js";

const rowHeight = 30;

interface ComparedTreeProps {
  readonly rows: readonly ComparedRow[];
  readonly chosenKey: string;
  onChoose(key: string): void;
}

/** Both trees as one, each run marked as the same, changed, or only on one side. */
export function ComparedTree({ rows, chosenKey, onChoose }: ComparedTreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, totalHeight, show } = useVirtualRows({ count: rows.length, rowHeight, scroller });
  const at = rows.findIndex(({ compared }) => keyOf(compared) === chosenKey);
  useTreeKeys({ rows, at, show, onChoose });
  return (
    <div
      class="compared-tree"
      ref={scroller}
      role="treegrid"
      aria-label="Compared runs"
      aria-rowcount={rows.length}
      aria-activedescendant={items.some(({ index }) => index === at) ? `compared-row-${at}` : undefined}
      tabIndex={0}
    >
      <div class="virtual" role="rowgroup" style={{ height: `${totalHeight}px` }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const key = keyOf(row.compared);
          return (
            <Row key={key} row={row} place={{ index, start }} isChosen={index === at} onChoose={() => onChoose(key)} />
          );
        })}
      </div>
    </div>
  );
}

interface TreeKeys extends Pick<ComparedTreeProps, "rows" | "onChoose"> {
  readonly at: number;
  show(index: number): void;
}

function useTreeKeys({ rows, at, show, onChoose }: TreeKeys): void {
  const chosen = useSignal(0);
  useEffect(() => void (chosen.value = Math.max(0, at)), [at]);
  const goToRow = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    show(index);
    onChoose(keyOf(row.compared));
  };
  const goToChange = (step: 1 | -1) => {
    for (let away = 1; away <= rows.length; away += 1) {
      const index = (chosen.peek() + step * away + rows.length) % rows.length;
      if (rows[index]?.compared.change !== "same") return goToRow(index);
    }
  };
  const group = "Trace";
  useCommands(
    [
      ...moveCommands({ chosen, count: rows.length, show: goToRow, open: () => undefined }),
      { id: "next-change", title: "Next difference", group, keys: ["]", "n"], run: () => goToChange(1) },
      { id: "previous-change", title: "Difference before", group, keys: ["[", "p"], run: () => goToChange(-1) },
    ],
    [rows, at],
  );
}

const signs = { same: "", changed: "≠", left: "−", right: "+" } as const;
const words = { same: "the same", changed: "changed", left: "only left", right: "only right" } as const;

interface RowProps {
  readonly row: ComparedRow;
  readonly place: { readonly index: number; readonly start: number };
  readonly isChosen: boolean;
  onChoose(): void;
}

function Row({ row: { compared, depth }, place, isChosen, onChoose }: RowProps) {
  const { change, left, right } = compared;
  const shown = right ?? left;
  if (shown === undefined) return null;
  return (
    <div
      class="compared-row"
      role="row"
      id={`compared-row-${place.index}`}
      aria-label={`${nameOfRun(shown)}, ${words[change]}`}
      aria-rowindex={place.index + 1}
      aria-level={depth + 1}
      aria-selected={isChosen}
      data-change={change}
      style={{ transform: `translateY(${place.start}px)` }}
      onClick={onChoose}
    >
      <span class="cell compared-sign" role="gridcell" title={words[change]}>
        <span aria-hidden="true">{signs[change]}</span>
      </span>
      <span class="cell compared-name" role="gridcell" style={{ paddingLeft: `${Math.min(depth, 24) * 14}px` }}>
        <span class="kind" data-kind={shown.kind} title={shown.runType ?? shown.kind} />
        <span class="span-title" data-status={shown.status}>
          {left !== undefined && right !== undefined && left.name !== right.name
            ? `${nameOfRun(left)} → ${nameOfRun(right)}`
            : nameOfRun(shown)}
        </span>
      </span>
      <span class="cell compared-aspects" role="gridcell">
        <Aspects compared={compared} />
      </span>
      <span class="cell compared-duration" role="gridcell" title="How much longer the right one took">
        {longer(compared)}
      </span>
    </div>
  );
}

/** In what the two differ, in a few words. */
function Aspects({ compared }: { readonly compared: ComparedRun }) {
  if (compared.change === "left" || compared.change === "right") return <>{words[compared.change]}</>;
  const aspects = compared.differences.map(({ aspect }) => aspect).filter((aspect) => aspect !== "duration");
  if (aspects.length > 0) return <>{aspects.join(", ")}</>;
  return <>{compared.changesBelow > 0 ? `${compared.changesBelow} below` : ""}</>;
}

/** How much longer the right one took than the left one; of what is only on one side, how long it took. */
function longer(compared: ComparedRun): string {
  if (compared.change === "left" || compared.change === "right") {
    const { startedAt, endedAt } = compared.change === "left" ? compared.left : compared.right;
    return endedAt === undefined ? "" : formatDuration(endedAt - startedAt);
  }
  const found = compared.differences.find(({ aspect }) => aspect === "duration");
  if (typeof found?.left !== "number" || typeof found.right !== "number") return "";
  return `${found.right > found.left ? "+" : "−"}${formatDuration(Math.abs(found.right - found.left))}`;
}
