import type { Paint } from "./colors.js";
import { textWidth } from "./text-width.js";
import { wrapText } from "./wrap-text.js";

/** A text of its own colour. */
export interface PaintedText {
  readonly text: string;
  readonly paint: Paint;
}

const separator = " · ";

/** Texts side by side, in lines of at most so many columns: one that has no room begins the next, and is wrapped if it is longer than a line. */
export function joinedLines(texts: readonly PaintedText[], columns: number): readonly string[] {
  const lines: string[] = [];
  let room = 0;
  for (const { text, paint } of texts) {
    const width = separator.length + textWidth(text);
    if (lines.length > 0 && width <= room) {
      lines.push(`${lines.pop() ?? ""}${separator}${paint(text)}`);
      room -= width;
      continue;
    }
    const wrapped = wrapText(text, columns);
    lines.push(...wrapped.map(paint));
    room = columns - textWidth(wrapped.at(-1) ?? "");
  }
  return lines;
}
