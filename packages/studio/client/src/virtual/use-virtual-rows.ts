import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { RowSlots } from "./row-slots.js";
import { rowsInSight, topToShow } from "./rows-in-sight.js";

interface VirtualRowsOptions {
  readonly count: number;
  readonly rowHeight: number;
  readonly scroller: RefObject<HTMLElement | null>;
}

interface VirtualRow {
  readonly index: number;
  /** Pixels above it. */
  readonly start: number;
}

interface VirtualRows {
  readonly items: readonly VirtualRow[];
  readonly totalHeight: number;
  /** By which a row is drawn with what another was that is out of sight now: made anew, fast scrolling would stutter. */
  slot(index: number): number;
  /** Scrolls as little as it takes to have the row in sight. */
  show(index: number): void;
}

/** The rows that can be seen of many that are equally high. What it costs depends on what can be seen, not on how many there are. */
export function useVirtualRows({ count, rowHeight, scroller }: VirtualRowsOptions): VirtualRows {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const sight = useRef({ top: 0, height: 0 });
  const [first, last] = rowsInSight({ count, rowHeight }, sight.current);
  const drawn = useRef({ first, last, count, rowHeight });
  drawn.current = { first, last, count, rowHeight };
  const look = () => {
    const element = scroller.current;
    if (element === null) return;
    sight.current = { top: element.scrollTop, height: element.clientHeight };
    const [nextFirst, nextLast] = rowsInSight(drawn.current, sight.current);
    if (nextFirst !== drawn.current.first || nextLast !== drawn.current.last) draw(undefined);
  };
  useLooks(scroller, look);
  const [slots] = useState(() => new RowSlots());
  slots.show(first, last);
  return {
    items: Array.from({ length: last - first + 1 }, (_, at) => ({
      index: first + at,
      start: (first + at) * rowHeight,
    })),
    slot: (index) => slots.of(index),
    totalHeight: count * rowHeight,
    show: (index) => {
      const element = scroller.current;
      if (element === null) return;
      const top = topToShow(index, rowHeight, { top: element.scrollTop, height: element.clientHeight });
      if (top !== undefined) element.scrollTop = top;
    },
  };
}

/** Looks whenever what can be seen may be another part: the element comes, is scrolled, or has another height. */
function useLooks(scroller: RefObject<HTMLElement | null>, look: () => void): void {
  const latest = useRef(look);
  latest.current = look;
  const watched = useRef<{ readonly element: HTMLElement | null; stop(): void }>({ element: null, stop: () => {} });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === watched.current.element) return;
    watched.current.stop();
    watched.current = { element, stop: element === null ? () => {} : watch(element, () => latest.current()) };
  });
  useLayoutEffect(() => () => watched.current.stop(), []);
}

/** Looks now, and then as often as there may be something else to be seen. The answer ends it. */
function watch(element: HTMLElement, look: () => void): () => void {
  const sizes = new ResizeObserver(look);
  sizes.observe(element);
  element.addEventListener("scroll", look, { passive: true });
  look();
  return () => {
    sizes.disconnect();
    element.removeEventListener("scroll", look);
  };
}
