import { expect, test } from "vitest";
import { RowSlots } from "../../client/src/virtual/row-slots.js";

const shown = (slots: RowSlots, first: number, last: number): number[] => {
  slots.show(first, last);
  return Array.from({ length: last - first + 1 }, (_, at) => slots.of(first + at));
};

test("rows that stay in sight keep their slots, and those that leave give theirs to those that come", () => {
  const slots = new RowSlots();
  const before = shown(slots, 0, 9);
  const after = shown(slots, 3, 12);
  expect(after.slice(0, 7)).toEqual(before.slice(3));
  expect(after.slice(7)).toEqual(before.slice(0, 3));
  expect(shown(slots, 1, 10).slice(2)).toEqual(after.slice(0, 8));
});

test("when all rows go at once, slots stay where they are, one after another", () => {
  const slots = new RowSlots();
  shown(slots, 0, 9);
  const before = shown(slots, 3, 12);
  expect(shown(slots, 5_000, 5_009)).toEqual(before);
  expect(shown(slots, 0, 9)).toEqual(before);
});

test("no two rows in sight share a slot, however the sight jumps, grows and shrinks", () => {
  const slots = new RowSlots();
  for (const [first, last] of [
    [0, 30],
    [12, 55],
    [12, 40],
    [900, 943],
    [899, 938],
    [0, 43],
    [40, 100],
    [5, 5],
  ] as const) {
    const all = shown(slots, first, last);
    expect(new Set(all).size).toBe(all.length);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
  }
});
