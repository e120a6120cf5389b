import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldedLines } from "../../client/src/views/compare/diff-lines.js";
import { diffTexts, type DiffPart } from "../../client/src/views/compare/diff-texts.js";

/** What one side has, put together again. */
const textOf = (parts: readonly DiffPart[], side: "left" | "right"): string =>
  parts
    .filter((part) => part.side === "both" || part.side === side)
    .map(({ text }) => text)
    .join("");

const ended = (text: string): string => (text === "" || text.endsWith("\n") ? text : `${text}\n`);
const texts = fc
  .array(fc.constantFrom("a", "bb", " ", "\n", "c d", "é", "😀"), { maxLength: 40 })
  .map((all) => all.join(""));

describe("diffTexts", () => {
  it("tells all that both sides have, and nothing else, of whatever texts", () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        const byWords = diffTexts(left, right, "words").parts;
        expect([textOf(byWords, "left"), textOf(byWords, "right")]).toEqual([left, right]);
        const byLines = diffTexts(left, right, "lines").parts;
        expect([textOf(byLines, "left"), textOf(byLines, "right")]).toEqual([ended(left), ended(right)]);
        for (const { text } of byLines) expect(text.endsWith("\n")).toBe(true);
      }),
    );
  });

  it("finds a difference far inside of large texts, and keeps of the rest what is next to it", () => {
    const same = "the same line again\n".repeat(500_000);
    const { parts, leftOut } = diffTexts(`${same}old\n${same}`, `${same}new\n${same}`, "lines");
    expect(parts.map(({ side }) => side)).toEqual(["both", "left", "right", "both"]);
    expect(parts.filter(({ side }) => side !== "both").map(({ text }) => text)).toEqual(["old\n", "new\n"]);
    expect(leftOut).toBe(0);
    expect(parts.every(({ text }) => text.length < 30_000)).toBe(true);
  });

  it("looks at so much alone of texts that differ throughout", () => {
    const { parts, leftOut } = diffTexts("x".repeat(5_000_000), "y".repeat(4_000_000), "words");
    expect(leftOut).toBeGreaterThan(4_000_000);
    expect(parts.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(100_000);
  });
});

describe("foldedLines", () => {
  it("numbers the lines of both sides, and folds what is far from any difference", () => {
    const both = Array.from({ length: 20 }, (_, at) => `line ${at + 1}`).join("\n");
    const lines = foldedLines(diffTexts(`${both}\nold\n${both}`, `${both}\nnew\n${both}`, "lines").parts);
    expect(lines.map((line) => ("folded" in line ? line.folded.length : `${line.side} ${line.text}`))).toEqual([
      17,
      "both line 18",
      "both line 19",
      "both line 20",
      "left old",
      "right new",
      "both line 1",
      "both line 2",
      "both line 3",
      17,
    ]);
    expect(lines[4]).toMatchObject({ left: 21 });
    expect(lines[6]).toMatchObject({ left: 22, right: 22 });
  });
});
