import { describe, expect, it } from "vitest";
import { rowsInSight, topToShow } from "../../client/src/virtual/rows-in-sight.js";

const rows = { count: 1_000, rowHeight: 20 };

describe("rowsInSight", () => {
  it("are those that can be seen, wholly or in part, and six on either side", () => {
    expect(rowsInSight(rows, { top: 0, height: 100 })).toEqual([0, 10]);
    expect(rowsInSight(rows, { top: 4_000, height: 100 })).toEqual([194, 210]);
    expect(rowsInSight(rows, { top: 4_010, height: 100 })).toEqual([194, 211]);
    expect(rowsInSight(rows, { top: 19_900, height: 100 })).toEqual([989, 999]);
  });

  it("are the last ones if fewer have become than were scrolled through, and all if there is room for them", () => {
    expect(rowsInSight({ ...rows, count: 50 }, { top: 19_900, height: 100 })).toEqual([39, 49]);
    expect(rowsInSight({ ...rows, count: 3 }, { top: 19_900, height: 100 })).toEqual([0, 2]);
  });

  it("are none where there is no row or no height", () => {
    for (const [first, last] of [
      rowsInSight(rows, { top: 0, height: 0 }),
      rowsInSight({ ...rows, count: 0 }, { top: 0, height: 100 }),
    ])
      expect(last).toBeLessThan(first);
  });
});

describe("topToShow", () => {
  const sight = { top: 4_000, height: 100 };

  it("scrolls as little as it takes, and not at all to a row that is in sight", () => {
    expect(topToShow(200, 20, sight)).toBeUndefined();
    expect(topToShow(204, 20, sight)).toBeUndefined();
    expect(topToShow(199, 20, sight)).toBe(3_980);
    expect(topToShow(205, 20, sight)).toBe(4_020);
    expect(topToShow(999, 20, sight)).toBe(19_900);
  });

  it("has the beginning of a row in sight where none fits in", () => {
    expect(topToShow(205, 20, { top: 4_000, height: 10 })).toBe(4_100);
  });
});
