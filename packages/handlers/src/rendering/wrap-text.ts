import { fittingLength, textWidth } from "./text-width.js";

/**
 * How much of a text goes on a line that has room for so many columns, in UTF-16 units: up to the last space that fits. A word that is longer is
 * cut if the line is its own – at least a character of it, or nothing would ever fit – and waits for a line of its own otherwise: 0.
 */
export function lineLength(text: string, room: number, isOwnLine: boolean): number {
  if (room === Number.POSITIVE_INFINITY) return text.length;
  // A long text is not measured whole for each of its lines, unless its beginning is all marks that take no room.
  const start = text.slice(0, room * longestCharacter);
  const looked = start.length < text.length && textWidth(start) <= room ? text : start;
  if (looked.length === text.length && textWidth(looked) <= room) return text.length;
  const fitting = fittingLength(looked, room);
  const space = looked.lastIndexOf(" ", fitting);
  if (space > 0) return space;
  return isOwnLine ? fitting || fittingLength(looked, 2) || 1 : 0;
}

/** The UTF-16 units of what people write in a column, and more. */
const longestCharacter = 8;

/** A text in lines of at most so many columns. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (let rest = text; rest !== "";) {
    const length = lineLength(rest, columns, true);
    lines.push(rest.slice(0, length));
    rest = rest.slice(length).trimStart();
  }
  return lines;
}
