import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from "@tanstack/virtual-core";
import { type RefObject } from "preact";
import { useLayoutEffect, useReducer, useState } from "preact/hooks";
import { RowSlots } from "./row-slots.js";

interface VirtualRowsOptions {
  readonly count: number;
  readonly rowHeight: number;
  readonly scroller: RefObject<HTMLElement | null>;
}

interface VirtualRows {
  readonly items: readonly VirtualItem[];
  readonly totalHeight: number;
  /** By which a row is drawn with what another was that is out of sight now: made anew, fast scrolling would stutter. */
  slot(index: number): number;
  /** Scrolls as little as it takes to have the row in sight. */
  show(index: number): void;
}

/** The rows that can be seen of many that are equally high. */
export function useVirtualRows({ count, rowHeight, scroller }: VirtualRowsOptions): VirtualRows {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    overscan: 6,
    onChange: () => draw(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [rowHeight]);
  const items = virtualizer.getVirtualItems();
  const [slots] = useState(() => new RowSlots());
  slots.show(items[0]?.index ?? 0, items.at(-1)?.index ?? -1);
  return {
    items,
    slot: (index) => slots.of(index),
    totalHeight: virtualizer.getTotalSize(),
    show: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}
