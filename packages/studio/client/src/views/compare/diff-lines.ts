import type { DiffPart } from "./diff-texts.js";

/** A line of a diff, or some that both sides have and that are folded. */
export type DiffLine =
  | { readonly side: DiffPart["side"]; readonly text: string; readonly left?: number; readonly right?: number }
  | { readonly folded: readonly DiffLine[] };

/** Lines of both sides that are shown around a difference. */
const context = 3;

/** The lines of a diff, numbered by their sides; what lies far from any difference is folded. */
export function foldedLines(parts: readonly DiffPart[]): readonly DiffLine[] {
  let left = 1;
  let right = 1;
  return parts.flatMap(({ side, text }, index): readonly DiffLine[] => {
    const lines = text.replace(/\n$/u, "").split("\n");
    const told = lines.map((line): DiffLine => {
      const numbers = { ...(side === "right" ? {} : { left: left++ }), ...(side === "left" ? {} : { right: right++ }) };
      return { side, text: line, ...numbers };
    });
    if (side !== "both") return told;
    const before = index === 0 ? 0 : context;
    const after = index === parts.length - 1 ? 0 : context;
    if (told.length <= before + after + 2) return told;
    return [
      ...told.slice(0, before),
      { folded: told.slice(before, told.length - after) },
      ...(after === 0 ? [] : told.slice(-after)),
    ];
  });
}
