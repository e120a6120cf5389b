import { expect, it } from "vitest";
import { clip } from "./preview.js";
import { fittingLength, textWidth } from "./text-width.js";
import { wrapText } from "./wrap-text.js";

it.each([
  ["", 0],
  ["plain → text │", 14],
  ["東京", 4],
  ["é", 1],
  ["👩‍👩‍👧‍👦", 2],
  ["🇯🇵!", 3],
  ["\u001B[1mbold\u001B[22m", 4],
])("%j takes %i columns", (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

it("cuts between characters as one sees them", () => {
  expect(["東京都", "a👩‍👩‍👧‍👦b", "éa"].map((text) => text.slice(0, fittingLength(text, 3)))).toEqual(["東", "a👩‍👩‍👧‍👦", "éa"]);
  expect([clip("東京都", 6), clip("東京都", 5), clip("東京都", 4), clip("abc", 2)]).toEqual([
    "東京都",
    "東京…",
    "東…",
    "a…",
  ]);
});

it("breaks at spaces, and words that are too long where they must", () => {
  expect(wrapText("one two three", 8)).toEqual(["one two", "three"]);
  expect(wrapText("abcdefghij k", 4)).toEqual(["abcd", "efgh", "ij k"]);
  expect(wrapText("東京都です", 5)).toEqual(["東京", "都で", "す"]);
  expect(wrapText("東京", 1)).toEqual(["東", "京"]);
});

it("breaks a long text in a time that grows with its length, not with its square", () => {
  const lines = wrapText("words ".repeat(100_000), 60);
  expect(lines).toHaveLength(10_000);
  expect(lines[4_999]).toBe("words ".repeat(10).trim());
  // Marks that take no room are not taken for a line's worth.
  expect(wrapText(`a${"\u0301".repeat(500)}b c`, 2)).toEqual([`a${"\u0301".repeat(500)}b`, "c"]);
});
