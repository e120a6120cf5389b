import type { RefObject } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { useVirtualRows } from "../../virtual/use-virtual-rows.js";
import type { JsonIndex } from "./json-index.js";
import { JsonRow } from "./json-row.js";
import { JsonTools } from "./json-tools.js";
import { JsonTree } from "./json-tree.js";
import { LongText } from "./long-text.js";

const rowHeight = 20;
/** Longer texts are shown below the tree when they are chosen. */
const longText = 80;

/** A JSON text as a tree: rows that open, a search through keys and values, and what is chosen, whole and to be copied. */
export function JsonTreeView({ label, index }: { readonly label: string; readonly index: JsonIndex }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { tree, setTree, chosen, setChosen, rows, go, reveal } = useJsonTree(index, scroller);
  const press = (event: KeyboardEvent) => {
    const move = movesOf({ tree, chosen, go, setTree })[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  const row = tree.rowOf(chosen);
  const isInSight = rows.items.some((item) => item.index === row);
  return (
    <div class="v-json">
      <JsonTools
        index={index}
        chosen={chosen}
        onReveal={reveal}
        onFold={(isOpen) => setTree(tree.withAll(chosen, isOpen))}
      />
      <div
        class="v-json-rows"
        ref={scroller}
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={isInSight ? rowId(label, chosen) : undefined}
        style={{ height: `${Math.min(tree.rows.length, 18) * rowHeight + 8}px` }}
        onKeyDown={press}
      >
        <div class="v-json-height" role="none" style={{ height: `${rows.totalHeight}px` }}>
          {rows.items.map((item) => {
            const node = tree.rows[item.index] ?? 0;
            const state = { isOpen: tree.isOpen(node), isChosen: node === chosen };
            const fold = () => setTree(tree.with([node], !state.isOpen));
            const place = { id: rowId(label, node), start: item.start };
            return (
              <JsonRow
                key={rows.slot(item.index)}
                {...{ index, node, ...place, ...state }}
                onChoose={() => setChosen(node)}
                onFold={fold}
              />
            );
          })}
        </div>
      </div>
      {index.kind(chosen) === "text" && index.length(chosen) > longText && (
        <LongText key={chosen} text={() => index.value(chosen)} />
      )}
    </div>
  );
}

/** Which values are open, and which is chosen. */
function useJsonTree(index: JsonIndex, scroller: RefObject<HTMLDivElement | null>) {
  const first = useMemo(() => JsonTree.of(index), [index]);
  const [tree, setTree] = useState(first);
  const [chosen, setChosen] = useState(0);
  const rows = useVirtualRows({ count: tree.rows.length, rowHeight, scroller });
  const go = (row: number) => {
    const at = Math.min(Math.max(row, 0), tree.rows.length - 1);
    setChosen(tree.rows[at] ?? 0);
    rows.show(at);
  };
  const reveal = (node: number) => {
    const opened = tree.showing(node);
    setTree(opened);
    setChosen(node);
    // The rows are there when it is drawn.
    requestAnimationFrame(() => rows.show(opened.rowOf(node)));
  };
  return { tree, setTree, chosen, setChosen, rows, go, reveal };
}

const rowId = (label: string, node: number): string => `json-${label.replaceAll(/\W+/g, "-")}-${node}`;

interface Moving {
  readonly tree: JsonTree;
  readonly chosen: number;
  go(row: number): void;
  setTree(tree: JsonTree): void;
}

/** What keys do in the tree, by their names. */
function movesOf({ tree, chosen, go, setTree }: Moving): Readonly<Record<string, () => void>> {
  const row = tree.rowOf(chosen);
  const { index } = tree;
  const close = () => {
    const parent = index.parent(chosen);
    if (index.isContainer(chosen) && tree.isOpen(chosen)) setTree(tree.with([chosen], false));
    else if (parent !== undefined) go(tree.rowOf(parent));
  };
  const open = () => {
    if (!index.isContainer(chosen)) return;
    if (tree.isOpen(chosen)) go(row + 1);
    else setTree(tree.with([chosen], true));
  };
  const turn = () => index.isContainer(chosen) && setTree(tree.with([chosen], !tree.isOpen(chosen)));
  const next = () => go(row + 1);
  const previous = () => go(row - 1);
  return {
    ArrowDown: next,
    j: next,
    ArrowUp: previous,
    k: previous,
    ArrowLeft: close,
    h: close,
    ArrowRight: open,
    l: open,
    Enter: turn,
    " ": turn,
    Home: () => go(0),
    End: () => go(tree.rows.length - 1),
    PageDown: () => go(row + 16),
    PageUp: () => go(row - 16),
    "*": () => setTree(tree.withAll(chosen, true)),
  };
}
