import type { Signal } from "@preact/signals";
import type { Command } from "./command.js";

interface Moving {
  readonly chosen: Signal<number>;
  readonly count: number;
  show(index: number): void;
  open(): void;
}

/** The keys by which rows are gone through. */
export function moveCommands({ chosen, count, show, open }: Moving): readonly Command[] {
  const moveTo = (index: number) => {
    if (count === 0) return;
    chosen.value = Math.min(Math.max(index, 0), count - 1);
    show(chosen.value);
  };
  const movement = { group: "Page", isMovement: true } as const;
  return [
    { ...movement, id: "next", title: "Next row", keys: ["j", "ArrowDown"], run: () => moveTo(chosen.value + 1) },
    { ...movement, id: "previous", title: "Row before", keys: ["k", "ArrowUp"], run: () => moveTo(chosen.value - 1) },
    { ...movement, id: "first", title: "First row", keys: ["g g", "Home"], run: () => moveTo(0) },
    { ...movement, id: "last", title: "Last row", keys: ["G", "Shift+G", "End"], run: () => moveTo(count - 1) },
    { ...movement, id: "open", title: "Open", keys: ["Enter"], run: open },
  ];
}
